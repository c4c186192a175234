"""sorted(bids)[0] after each of 900 bids, where min() or a heap would do."""
import random


def lowest(bids):
    return sorted(bids)[0]


def run(count):
    bids, wins = [], 0
    for number in range(count):
        bids.append(random.random())
        if lowest(bids) == bids[-1]:
            wins += 1
    return wins


def main():
    random.seed(2)
    return run(2500)
