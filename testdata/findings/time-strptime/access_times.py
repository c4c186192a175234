"""time.strptime() for each of 6,000 lines of a log."""
import time


def set_up():
    time.strptime("10", "%H")


def seconds(line):
    return time.mktime(time.strptime(line.split("[")[1][:20], "%d/%b/%Y:%H:%M:%S"))


def span(lines):
    times = []
    for line in lines:
        times.append(seconds(line))
    return max(times) - min(times)


def main():
    return span(["host - [%02d/Mar/2025:10:%02d:%02d] GET" % (1 + i % 28, i % 60, i // 60 % 60) for i in range(6000)])
