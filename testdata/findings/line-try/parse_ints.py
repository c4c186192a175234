"""try/except in the innermost loop, where half of the values raise."""


def numbers(words):
    found = []
    for word in words:
        try:
            found.append(int(word))
        except ValueError:
            pass
    return found


def main():
    return len(numbers([str(i) if i % 2 else "x%d" % i for i in range(100000)]))
