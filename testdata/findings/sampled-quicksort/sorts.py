"""Honest recursion, seen by py-spy."""
import random


def quicksort(values):
    if len(values) <= 1:
        return values
    pivot = values[len(values) // 2]
    less = [value for value in values if value < pivot]
    same = [value for value in values if value == pivot]
    more = [value for value in values if value > pivot]
    return quicksort(less) + same + quicksort(more)


def main():
    random.seed(1)
    return quicksort([random.random() for _ in range(400000)])[0]


if __name__ == "__main__":
    main()
