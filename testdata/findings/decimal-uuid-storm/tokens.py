"""A uuid4, an Enum by value and a Decimal from text for each of 5,000 rows."""
import decimal
import enum
import uuid


class State(enum.Enum):
    NEW = 0
    OLD = 1
    GONE = 2


def token(number):
    return uuid.uuid4(), State(number % 3), decimal.Decimal("%d.50" % number)


def tokens(count):
    out = []
    for number in range(count):
        out.append(token(number))
    return out


def main():
    return len(tokens(8000))
