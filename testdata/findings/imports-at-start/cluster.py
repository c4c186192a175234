"""A script with imports at its start, and then a second of work."""
import argparse
import csv
import json
import random
import sqlite3
import statistics
import urllib.parse
import xml.etree.ElementTree


def distance(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b))


def nearest(point, centres):
    return min(range(len(centres)), key=lambda number: distance(point, centres[number]))


def step(points, centres):
    groups = [[] for _ in centres]
    for point in points:
        groups[nearest(point, centres)].append(point)
    return [tuple(map(statistics.fmean, zip(*group))) if group else centre for group, centre in zip(groups, centres)]


def main():
    random.seed(2)
    points = [tuple(random.random() for _ in range(12)) for _ in range(900)]
    centres = points[:6]
    for _ in range(30):
        centres = step(points, centres)
    print(json.dumps(centres)[:20], argparse, csv, sqlite3, urllib.parse, xml.etree.ElementTree)


if __name__ == "__main__":
    main()
