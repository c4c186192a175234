"""Forty data classes and namedtuples are made at import, as in any large program; then work."""
import collections
import dataclasses

KINDS = [collections.namedtuple("Kind%d" % i, "a b c") for i in range(20)]
CLASSES = [dataclasses.make_dataclass("Class%d" % i, [("x", int), ("y", int)]) for i in range(20)]


def total(count):
    found = 0
    for number in range(count):
        item = CLASSES[number % 20](number, number + 1)
        found += item.x * item.y % 97
    return found


def main():
    return total(150000), KINDS[0](1, 2, 3)


if __name__ == "__main__":
    main()
