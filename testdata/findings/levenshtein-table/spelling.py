"""Edit distance by a table, for a word against 400 others: the fast version of the naive recursion."""


def distance(a, b):
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (x != y)))
        before = now
    return before[-1]


def closest(word, words):
    return min(words, key=lambda other: distance(word, other))


def main():
    return closest("performance", ["word%dance" % (i * 37) for i in range(400)])
