"""Four threads of pure Python work, started together and switched often, so that they interleave."""

import sys
import threading

GO = threading.Event()
TOTALS = []


def leaf(n):
    return n * n % 7


def work(start):
    GO.wait()
    total = 0
    for n in range(start, start + 20000):
        total += leaf(n)
    TOTALS.append(total)


def main():
    sys.setswitchinterval(0.0001)
    threads = []
    for start in range(4):
        threads.append(threading.Thread(target=work, args=(start,)))
    for thread in threads:
        thread.start()
    GO.set()
    for thread in threads:
        thread.join()
    assert len(TOTALS) == 4


if __name__ == "__main__":
    main()
