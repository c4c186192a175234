"""A list comprehension only for its side effects."""


def register(names, seen):
    for name in names:
        [seen.add(letter) for letter in name]
    return seen


def main():
    return len(register(["name %d of many" % i for i in range(20000)], set()))
