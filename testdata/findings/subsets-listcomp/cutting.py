"""Fibonacci-like recursion inside a list comprehension: max([...]) over the same problems again and again."""

PRICES = [0, 1, 5, 8, 9, 10, 17, 17, 20, 24, 30, 32, 33, 35, 36, 38, 40, 42]


def best(length):
    if length == 0:
        return 0
    return max([PRICES[cut] + best(length - cut) for cut in range(1, length + 1)])


def main():
    return best(16)
