"""Shortest paths with heapq on a grid of 10,000 crossings."""
import heapq


def neighbours(place, size):
    row, column = place
    for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
        if 0 <= r < size and 0 <= c < size:
            yield (r, c), 1 + (r * c) % 7


def shortest(start, size):
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        cost, place = heapq.heappop(queue)
        if cost > best[place]:
            continue
        for other, length in neighbours(place, size):
            far = cost + length
            if far < best.get(other, 1 << 30):
                best[other] = far
                heapq.heappush(queue, (far, other))
    return best


def main():
    return max(shortest((0, 0), 100).values())
