"""dateutil.parser.parse() for each of 1,500 lines of one known format."""
from dateutil import parser


def read(lines):
    events = []
    for line in lines:
        stamp, _, text = line.partition(";")
        events.append((parser.parse(stamp), text))
    return events


def main():
    lines = ["2025-03-%02d 10:%02d:%02d;event %d" % (1 + i % 28, i % 60, i // 60 % 60, i) for i in range(1500)]
    return max(read(lines))
