"""Disk usage of a folder tree with os.walk() and os.scandir(): as many stats as files."""
import os


def set_up():
    for number in range(60):
        folder = os.path.join("tree", str(number % 6), str(number))
        os.makedirs(folder, exist_ok=True)
        for name in "abc":
            with open(os.path.join(folder, name), "w") as file:
                file.write("x" * number * 10)


def size(folder):
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            total += size(entry.path) if entry.is_dir(follow_symlinks=False) else entry.stat().st_size
    return total


def depth(top):
    return max(path.count(os.sep) for path, _, _ in os.walk(top))


def main():
    return [size("tree") for _ in range(5)], depth("tree")
