"""Each call of an audited function finds its caller's name with inspect.stack()."""
import inspect

SEEN = []


def audit(what):
    SEEN.append((inspect.stack()[1].function, what))


def transfer(number):
    audit("transfer %d" % number)
    return number


def transfer_all(numbers):
    total = 0
    for number in numbers:
        total += transfer(number)
    return total


def main():
    return transfer_all(range(150))
