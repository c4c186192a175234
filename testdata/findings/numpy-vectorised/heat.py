"""NumPy: the same on whole arrays, a hundred steps of a million values."""
import numpy


def smooth(values):
    out = values.copy()
    out[1:-1] = (values[:-2] + values[1:-1] + values[2:]) / 3
    return out


def main():
    values = numpy.arange(200000.0) % 17
    for _ in range(100):
        values = smooth(values)
    return numpy.linalg.norm(values)
