"""Words counted in the files of a folder tree, found by os.walk(): each file is opened once, and most of the time is
counting."""
import collections
import os
import re

WORD = re.compile(r"\w+")


def set_up():
    for number in range(12):
        folder = os.path.join("texts", str(number % 3))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "%d.txt" % number), "w") as file:
            file.writelines("line %d of file %d has some words in it\n" % (i, number) for i in range(3000))


def files(top):
    for folder, _, names in os.walk(top):
        for name in names:
            yield os.path.join(folder, name)


def count(path, words):
    with open(path) as file:
        for line in file:
            words.update(WORD.findall(line))


def main():
    words = collections.Counter()
    for path in files("texts"):
        count(path, words)
    return words.most_common(3)
