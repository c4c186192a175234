"""All distances between 400 points by broadcasting, and a few matrix products."""
import numpy

POINTS = numpy.arange(1200, dtype=float).reshape(400, 3) % 17


def main():
    differences = POINTS[:, None, :] - POINTS[None, :, :]
    distances = numpy.sqrt((differences ** 2).sum(axis=2))
    for _ in range(12):
        distances = distances @ distances
        distances /= numpy.abs(distances).max()
    return float(numpy.median(distances))
