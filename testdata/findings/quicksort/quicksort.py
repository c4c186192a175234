"""Quicksort and merge sort of 20,000 numbers: two calls per call, but no work done twice."""
import random


def quicksort(values):
    if len(values) <= 1:
        return values
    pivot = values[len(values) // 2]
    less = [value for value in values if value < pivot]
    more = [value for value in values if value > pivot]
    return quicksort(less) + [pivot] * (len(values) - len(less) - len(more)) + quicksort(more)


def merge(left, right):
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]


def merge_sort(values):
    if len(values) <= 1:
        return values
    middle = len(values) // 2
    return merge(merge_sort(values[:middle]), merge_sort(values[middle:]))


def main():
    random.seed(1)
    values = [random.randrange(10**6) for _ in range(20000)]
    assert quicksort(values) == merge_sort(values) == sorted(values)
