"""30,000 rows written by csv.writer to one file, which is flushed when it is full."""
import csv


def row(number):
    return number, "name %d" % number, number * 3 % 101 / 4


def export(path, count):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        for number in range(count):
            writer.writerow(row(number))


def main():
    export("out.csv", 30000)
