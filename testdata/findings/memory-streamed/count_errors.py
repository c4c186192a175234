"""The same log read line by line: no memory to speak of."""
import os


@profile  # noqa: F821 (memory_profiler's)
def count_errors(path):
    count = 0
    with open(path) as file:
        for line in file:
            count += "error" in line
    return count


if __name__ == "__main__":
    with open("big.log", "w") as out:
        for number in range(4000):
            out.write("line %d of a log, with an error or two in it, and more of the same\n" % number)
    count_errors("big.log")
    os.unlink("big.log")
