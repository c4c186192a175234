"""A knapsack by recursion with functools.lru_cache: many calls, none of them repeated work."""
import functools
import random


def best(items, room):
    weights = [weight for weight, _ in items]
    values = [value for _, value in items]

    @functools.lru_cache(maxsize=None)
    def take(at, left):
        if at == len(weights):
            return 0
        without = take(at + 1, left)
        if weights[at] > left:
            return without
        return max(without, values[at] + take(at + 1, left - weights[at]))

    return take(0, room)


def main():
    random.seed(3)
    items = [(random.randrange(3, 40), random.randrange(100)) for _ in range(90)]
    return best(items, 500)
