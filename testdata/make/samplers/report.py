# SPDX-License-Identifier: MIT
"""A small report program: some CPU, some regular expressions, some sleep, some memory."""
import json
import re
import sys
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def parse(rows):
    return [re.findall(r"\d+", row) for row in rows]


class Cache:
    def __init__(self):
        self.rows = {}

    def fill(self, count):
        for i in range(count):
            self.rows[i] = "row %d: %d" % (i, i * i)
        return [list(range(50)) for _ in range(count // 4)]


def waiter():
    time.sleep(0.1)


def main(rounds):
    thread = threading.Thread(target=waiter, name="waiter; one")
    thread.start()
    cache = Cache()
    kept = cache.fill(4000)
    for _ in range(rounds):
        fib(18)
        parse(cache.rows.values())
    thread.join()
    return len(json.dumps(kept))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
