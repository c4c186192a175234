"""In how many ways a sum can be reached, by recursion through any() and sum() over generators, without a memo."""


def ways(total, largest):
    if total == 0:
        return 1
    return sum(ways(total - part, part) for part in range(1, min(total, largest) + 1))


def main():
    return ways(38, 38)
