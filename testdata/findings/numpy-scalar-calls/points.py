"""numpy.sqrt() and numpy.mean() of three numbers at a time, 20,000 times."""
import numpy

POINTS = [(i % 7, i % 11, i % 13) for i in range(20000)]


def lengths(points):
    found = []
    for point in points:
        found.append(float(numpy.sqrt(numpy.sum(numpy.array(point) ** 2))))
    return found


def main():
    return sum(lengths(POINTS))
