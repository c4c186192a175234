"""datetime.strptime() per line, seen by py-spy."""
import datetime


def parse(line):
    stamp, text = line.split(" ", 1)
    return datetime.datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S"), text


def read(lines):
    return [parse(line) for line in lines]


def main():
    lines = ["2025-03-%02dT10:%02d:%02d event %d" % (1 + i % 28, i % 60, i // 60 % 60, i) for i in range(300000)]
    return max(read(lines))


if __name__ == "__main__":
    main()
