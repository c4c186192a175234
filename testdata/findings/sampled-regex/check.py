"""A pattern that backtracks, seen by py-spy: the time is in match(), so the line that calls it has it all."""
import re

PATTERN = re.compile(r"^(\w+\s?)+$")


def valid(name):
    return PATTERN.match(name) is not None


def main():
    return [valid(name) for name in ["abcdefghijklmnopqrstuvw!", "Anna Maria", "abcdefghijklmnopqrstuvwx?"]]


if __name__ == "__main__":
    main()
