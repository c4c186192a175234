"""3,000 short lists are grouped first; one big list is sorted once, with a key."""
import collections
import random


def grouped(scores):
    groups = collections.defaultdict(list)
    for name, score in scores:
        groups[name[-1]].append(score)
    return groups


def main():
    random.seed(5)
    scores = [("player %d" % i, random.random()) for i in range(60000)]
    groups = grouped(scores)
    best = sorted(scores, key=lambda entry: -entry[1])[:10]
    return best, {name: max(group) for name, group in groups.items()}
