"""Log lines of a level that is off, 2,000 of them, in a run of half a second."""
import logging
import random

LOG = logging.getLogger("matching")


def score(left, right):
    return sum(1 for a, b in zip(left, right) if a == b) / len(left)


def best(word, words):
    found = max(words, key=lambda other: score(word, other))
    LOG.debug("%s matches %s", word, found)
    return found


def main():
    random.seed(4)
    words = ["".join(random.choice("abcd") for _ in range(12)) for _ in range(260)]
    return [best(word, words[:90]) for word in words]
