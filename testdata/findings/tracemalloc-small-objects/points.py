"""30,000 objects of two numbers each, without __slots__."""
import sys
import tracemalloc


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def load(count):
    points = []
    for number in range(count):
        points.append(Point(number, number + 0.5))
    return points


if __name__ == "__main__":
    tracemalloc.start()
    kept = load(30000)
    tracemalloc.take_snapshot().dump(sys.argv[1])
