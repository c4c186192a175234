"""Matrix multiplication with zip(), and a running total."""
import itertools


def product(a, b):
    columns = list(zip(*b))
    result = []
    for row in a:
        result.append([sum(x * y for x, y in zip(row, column)) for column in columns])
    return result


def totals(rows):
    return list(itertools.accumulate(itertools.chain.from_iterable(rows)))


def main():
    a = [[i * k % 7 for k in range(70)] for i in range(70)]
    return totals(product(a, a))[-1]
