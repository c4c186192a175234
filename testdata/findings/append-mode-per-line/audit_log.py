"""The log is opened, written and closed for each of 2,000 lines."""
import os


def note(text):
    with open("audit.log", "a") as file:
        file.write(text + "\n")


def replay(count):
    for number in range(count):
        note("entry %d" % number)


def main():
    replay(2000)
    os.unlink("audit.log")
