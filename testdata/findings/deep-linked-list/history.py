"""A linked list of 9,000 entries summed by recursion: 9,000 levels deep."""
import sys

sys.setrecursionlimit(20000)


class Entry:
    def __init__(self, amount, rest):
        self.amount = amount
        self.rest = rest


def total(entry):
    if entry is None:
        return 0
    return entry.amount + total(entry.rest)


def main():
    entries = None
    for amount in range(9000):
        entries = Entry(amount, entries)
    return total(entries)
