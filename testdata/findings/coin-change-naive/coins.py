"""In how many ways can an amount be paid? By recursion, without a memo."""

COINS = (1, 2, 5, 10, 20, 50)


def ways(amount, kinds):
    if amount == 0:
        return 1
    if amount < 0 or kinds == 0:
        return 0
    return ways(amount - COINS[kinds - 1], kinds) + ways(amount, kinds - 1)


def main():
    return ways(150, len(COINS))
