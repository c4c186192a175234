"""Work of a size that is given, and waiting whose number of looks nobody can foretell."""
import cProfile
import random
import sys
import time


def is_ready(look):
    return look > 3


def parse(size):
    return sorted(range(size), key=lambda item: -item)


def work(size):
    for _ in range(100):
        parse(size)


def main(size):
    for look in range(random.randrange(5, 50)):
        is_ready(look)
    work(size)


if __name__ == "__main__":
    profile = cProfile.Profile(time.process_time)  # whatever else the machine does
    profile.runcall(main, int(sys.argv[2]))
    profile.dump_stats(sys.argv[1])
