"""Eight queens by backtracking: many calls of a function by itself, each with another board."""


def safe(queens, column):
    row = len(queens)
    return all(column != c and abs(column - c) != row - r for r, c in enumerate(queens))


def place(queens, size):
    if len(queens) == size:
        return 1
    return sum(place(queens + [column], size) for column in range(size) if safe(queens, column))


def main():
    return place([], 8)
