"""os.path.getsize() and isfile() of each of 800 names of a folder, three times over."""
import os
import tempfile

FOLDER = tempfile.mkdtemp()


def set_up():
    for number in range(800):
        open(os.path.join(FOLDER, "f%d" % number), "w").close()


def sizes(folder):
    total = 0
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            total += os.path.getsize(path)
    return total


def main():
    return [sizes(FOLDER) for _ in range(3)]
