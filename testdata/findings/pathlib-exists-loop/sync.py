"""Path.exists() and Path.stat() for each of 4,000 names of a list, most of them asked before."""
import pathlib

TOP = pathlib.Path("mirror")


def set_up():
    TOP.mkdir(exist_ok=True)
    for number in range(100):
        (TOP / str(number)).write_text("x" * number)


def is_current(name, size):
    path = TOP / name
    return path.exists() and path.stat().st_size == size


def stale(wanted):
    found = []
    for name, size in wanted:
        if not is_current(name, size):
            found.append(name)
    return found


def main():
    return len(stale([(str(i % 120), i % 120) for i in range(8000)]))
