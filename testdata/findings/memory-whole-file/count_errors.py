"""A log of 30 MB is read whole and split into a list, to count the lines with an error."""
import os


@profile  # noqa: F821 (memory_profiler's)
def count_errors(path):
    with open(path) as file:
        lines = file.read().splitlines()
    return sum("error" in line for line in lines)


if __name__ == "__main__":
    with open("big.log", "w") as out:
        for number in range(400000):
            out.write("line %d of a log, with an error or two in it, and more of the same\n" % number)
    count_errors("big.log")
    os.unlink("big.log")
