"""Four threads with 5000 calls of leaf() each, and a recursion over 511 nodes, under yappi."""

import sys
import threading

import yappi


def leaf(n):
    return n * n % 7


class Shelf:
    def __init__(self, first):
        self.first = first
        self.total = 0

    def work(self):
        for n in range(self.first, self.first + 5000):
            self.total += leaf(n)


def depth(level):
    if level == 1:
        return 1
    return 1 + max(depth(level - 1), depth(level - 1))


def main():
    shelves = [Shelf(n) for n in range(4)]
    threads = [threading.Thread(target=shelf.work) for shelf in shelves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert depth(9) == 9


if __name__ == "__main__":
    yappi.set_clock_type("cpu")
    yappi.start()
    main()
    yappi.stop()
    yappi.get_func_stats().save(sys.argv[1], type="pstat")
