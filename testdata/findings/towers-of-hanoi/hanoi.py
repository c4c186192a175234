"""The towers of Hanoi with 15 discs: 32,767 moves, and each call makes one."""


def move(discs, source, target, spare, pegs):
    if discs == 0:
        return
    move(discs - 1, source, spare, target, pegs)
    pegs[target].append(pegs[source].pop())
    move(discs - 1, spare, target, source, pegs)


def main():
    pegs = [list(range(15, 0, -1)), [], []]
    move(15, 0, 2, 1, pegs)
    return len(pegs[2])
