"""A compiled pattern's sub() with a function, on 6,000 lines."""
import re

NUMBER = re.compile(r"\d{3,}")


def stars(match):
    return "*" * len(match.group())


def redact(lines):
    return [NUMBER.sub(stars, line) for line in lines]


def main():
    return redact(["call %d or %d now, room %d" % (i * 1001, i * 77, i % 9) for i in range(6000)])[-1]
