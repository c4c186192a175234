"""pathlib: the same dictionary file is read again for each word."""
import pathlib

FILE = pathlib.Path("words.txt")


def set_up():
    FILE.write_text("".join("word%d=Wort%d\n" % (i, i) for i in range(300)))


def translate(word):
    for line in FILE.read_text().splitlines():
        name, _, other = line.partition("=")
        if name == word:
            return other
    return word


def translate_all(words):
    out = []
    for word in words:
        out.append(translate(word))
    return out


def main():
    return translate_all(["word%d" % (i % 300) for i in range(600)])
