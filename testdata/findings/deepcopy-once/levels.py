"""A game board is copied once with deepcopy(), and then played on."""
import copy

BOARD = [[(row * column) % 3 for column in range(20)] for row in range(20)]


def neighbours(board, row, column):
    count = 0
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            count += board[r % 20][c % 20]
    return count


def step(board):
    return [[neighbours(board, row, column) % 3 for column in range(20)] for row in range(20)]


def main():
    board = copy.deepcopy(BOARD)
    for _ in range(60):
        board = step(board)
    return board
