"""NumPy: an array is worked through element by element with .item() and small arrays."""
import numpy


def mean_of(values, at):
    return numpy.array([values[at - 1], values[at], values[at + 1]]).mean().item()


def smooth(values):
    out = values.copy()
    for at in range(1, len(values) - 1):
        out[at] = mean_of(values, at)
    return out


def main():
    return smooth(numpy.arange(20000.0) % 17).sum()
