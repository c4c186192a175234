"""numpy.append() in a loop: the array is copied for each of 12,000 values."""
import numpy


def collect(count):
    values = numpy.array([])
    for number in range(count):
        values = numpy.append(values, number % 7)
    return values


def main():
    return collect(12000).sum()
