"""An Enum member is looked up by its value for each of 80,000 packets."""
import enum


class Kind(enum.IntEnum):
    DATA = 1
    ACK = 2
    PING = 3


def is_data(value):
    return Kind(value) is Kind.DATA


def count(values):
    total = 0
    for value in values:
        total += is_data(value)
    return total


def main():
    return count([1 + i % 3 for i in range(80000)])
