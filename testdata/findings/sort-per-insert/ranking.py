"""A ranking is sorted anew after each of 1,500 scores."""
import random


class Ranking:
    def __init__(self):
        self.scores = []

    def add(self, name, score):
        self.scores.append((score, name))
        self.scores.sort(key=lambda entry: -entry[0])

    def best(self):
        return self.scores[0]


def play(ranking, rounds):
    for number in range(rounds):
        ranking.add("player %d" % number, random.random())
    return ranking.best()


def main():
    random.seed(5)
    return play(Ranking(), 1500)
