"""The same lines with datetime.fromisoformat()."""
import datetime


def parse(line):
    stamp, text = line.split(" ", 1)
    return datetime.datetime.fromisoformat(stamp), text


def read(lines):
    events = []
    for line in lines:
        events.append(parse(line))
    return events


def main():
    lines = ["2025-03-%02dT10:%02d:%02d event %d" % (1 + i % 28, i % 60, i // 60 % 60, i) for i in range(8000)]
    return max(read(lines))
