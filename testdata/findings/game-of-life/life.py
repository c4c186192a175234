"""The game of life on a set of living cells, 120 generations."""
import collections


def around(cell):
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def generation(alive):
    counts = collections.Counter(place for cell in alive for place in around(cell))
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


def main():
    alive = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (10, 10), (10, 11), (10, 12), (11, 10)}
    for _ in range(120):
        alive = generation(alive)
    return len(alive)
