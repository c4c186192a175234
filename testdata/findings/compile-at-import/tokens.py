"""Forty patterns are compiled when the module is imported; then one scanner does the work."""
import collections
import re

PATTERNS = [re.compile(r"\b%s\w*" % chr(97 + number % 26) + "x" * (number // 26)) for number in range(40)]
TOKEN = re.compile(r"(?P<word>[a-z]+)|(?P<number>\d+)|(?P<space>\s+)|(?P<other>.)")
Token = collections.namedtuple("Token", "kind text")


def tokens(text):
    for match in TOKEN.finditer(text):
        yield Token(match.lastgroup, match.group())


def main():
    found = collections.Counter(token.kind for token in tokens("let x1 = 12 + foo(bar); " * 2500))
    return found, len(PATTERNS)


if __name__ == "__main__":
    main()
