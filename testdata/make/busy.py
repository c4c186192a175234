"""Some work for profilers of every kind: recursion, string handling, a second
thread, memory that stays. One second, or as many as the first argument says."""
import sys
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def parse(text):
    return [int(x) for x in text.split(",")]


def load(n):
    return sum(len(parse("1,2,3,4,5,6,7,8,9,10" * 20)) for _ in range(n))


def keep(n):
    kept = []
    for i in range(n):
        kept.append([i] * 10)
    return kept


def compute(seconds):
    end = time.time() + seconds
    while time.time() < end:
        fib(12)
        load(20)


def main(seconds):
    worker = threading.Thread(target=compute, args=(seconds,), name="worker; one")
    worker.start()
    compute(seconds)
    worker.join()
    return keep(1000)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
