"""The same numbers in two arrays."""
import array
import sys
import tracemalloc


def load(count):
    return array.array("q", range(count)), array.array("d", [number + 0.5 for number in range(count)])


if __name__ == "__main__":
    tracemalloc.start()
    kept = load(30000)
    tracemalloc.take_snapshot().dump(sys.argv[1])
