"""A scanner of text that asks len(), ord() and append() hundreds of thousands of times, as it should."""
import string

LETTERS = set(string.ascii_letters)


def words(text):
    found, start = [], None
    for at, letter in enumerate(text):
        if letter in LETTERS:
            if start is None:
                start = at
        elif start is not None:
            found.append(text[start:at])
            start = None
    return found


def weight(word):
    return sum(ord(letter) for letter in word) * len(word)


def main():
    text = "The quick brown fox jumps over the lazy dog; " * 2500
    found = words(text)
    found.append("end")
    return max(map(weight, found)), len(set(found))
