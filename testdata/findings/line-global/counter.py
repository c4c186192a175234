"""A global that is read and written in the innermost loop."""

COUNT = 0
LIMIT = 1000003


def count_up(numbers):
    global COUNT
    for number in numbers:
        COUNT = (COUNT * 31 + number) % LIMIT
    return COUNT


def main():
    return count_up(range(200000))
