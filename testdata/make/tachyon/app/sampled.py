"""A little recursion and a little parsing, sampled at every hundredth line: sampled.py OUTPUT."""

import sys

from _remote_debugging import FrameInfo, InterpreterInfo, ThreadInfo
from profiling.sampling.pstats_collector import PstatsCollector

EVERY = 100


class Sampler:
    """Feeds a collector of Tachyon's with the stack, from sys.settrace."""

    def __init__(self, collector):
        self.collector = collector
        self.lines = 0

    def trace(self, frame, event, argument):
        if event == "line":
            self.lines += 1
            if self.lines % EVERY == 0:
                thread = ThreadInfo((1, 0, stack(frame)))
                self.collector.collect([InterpreterInfo((0, [thread]))])
        return self.trace


def stack(frame):
    frames = []
    while frame is not None:
        code = frame.f_code
        location = (frame.f_lineno, frame.f_lineno, 0, 0)
        frames.append(FrameInfo((code.co_filename, location, code.co_qualname, None)))
        frame = frame.f_back
    return frames


class Tree:
    def __init__(self, level):
        self.children = [Tree(level - 1), Tree(level - 1)] if level else []

    def size(self):
        total = 1
        for child in self.children:
            total += child.size()
        return total


def parse(text):
    numbers = []
    for word in text.split(","):
        if word.strip():
            numbers.append(int(word))
    return sum(numbers)


def main():
    assert Tree(10).size() == 2047
    for _ in range(10):
        assert parse("1, 2, 3,, " * 200) == 1200


if __name__ == "__main__":
    sampler = Sampler(PstatsCollector(1000))
    sys.settrace(sampler.trace)
    main()
    sys.settrace(None)
    sampler.collector.export(sys.argv[1])
