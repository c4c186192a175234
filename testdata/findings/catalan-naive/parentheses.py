"""Catalan numbers by their recurrence, without a memo."""


def catalan(n):
    if n < 2:
        return 1
    return sum(catalan(i) * catalan(n - 1 - i) for i in range(n))


def main():
    return catalan(12)
