"""A namedtuple class is made in each call."""
import collections


def parse(text):
    Point = collections.namedtuple("Point", "x y")
    x, y = text.split(",")
    return Point(int(x), int(y))


def read(lines):
    points = []
    for line in lines:
        points.append(parse(line))
    return points


def main():
    return len(read(["%d,%d" % (i, i + 1) for i in range(1500)]))
