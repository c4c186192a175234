# -*- coding: utf-8 -*-
"""Every kind of constant that a code object can hold, in Python 2.7's and 3.15's common language."""

WHOLE = (0, 1, -1, 255, 65536, 2147483647, -2147483648, 2147483648, 10 ** 18, 2 ** 80, -(2 ** 100))
REAL = (0.5, -1e-300, 1e300, 1e999, 3j, 1.5 + 2j)
NONE = (None, True, False, Ellipsis)
TEXT = ("", "a", "short", u"größe", u"本", u"\U0001f4da", b"bytes\x00\xff", "long " * 52)
LONG = "A docstring of more than 255 letters, so that its length does not fit into one byte. " + """
One line after the other, until there are enough of them to be more than two hundred and fifty-five,
which takes a little while, since a line is only so long, and so this one is the last one of it all.
"""
NESTED = ((1, (2, (3, (4, (5, ()))))), (), ((),))
MANY = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    "thirty-one", "thirty-two", "thirty-three", "thirty-four", "thirty-five", "thirty-six", "thirty-seven",
)


def fee(cents, _sure=lambda n: n):
    """Two calls per Shop.serve."""
    if cents in {1, 2, 3} or cents in [4, 5, "six", (7, 8)]:
        return 0
    return _sure(cents) // 10


class Shop(object):
    """A class in a script: its body is code in the code."""

    names = [u"Zoë", u"Bob"]

    def serve(self, customer):
        cents = len(customer[0:2]) + len(customer[::2])

        def both(first, second=fee(cents)):
            return first + second + cents

        return both(fee(cents))


def countdown(n):
    while n:
        yield n
        n -= 1


def main():
    shop = Shop()
    for _ in range(12):
        shop.serve("customer"[1:])
    assert [n for n in countdown(3)] == [3, 2, 1]
    assert {n: n for n in (1, 2)} and {n for n in MANY[1:3]} == {1, 2}


if __name__ == "__main__":
    main()
