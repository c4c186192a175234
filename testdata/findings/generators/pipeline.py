"""A pipeline of generators over 60,000 numbers, each resumed as often."""


def numbers(count):
    for number in range(count):
        yield number


def odd(values):
    for value in values:
        if value & 1:
            yield value


def windows(values, size):
    window = []
    for value in values:
        window.append(value)
        if len(window) == size:
            yield tuple(window)
            window = []


def main():
    return sum(max(window) - min(window) for window in windows(odd(numbers(60000)), 5))
