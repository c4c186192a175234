"""Tic-tac-toe solved by minimax with a dictionary of positions."""

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
KNOWN = {}


def winner(board):
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return None


def value(board, player):
    if board in KNOWN:
        return KNOWN[board]
    won = winner(board)
    if won or "." not in board:
        return 0 if not won else 1 if won == "x" else -1
    other = "o" if player == "x" else "x"
    values = [value(board[:at] + player + board[at + 1:], other) for at, mark in enumerate(board) if mark == "."]
    KNOWN[board] = max(values) if player == "x" else min(values)
    return KNOWN[board]


def main():
    return value(".........", "x"), len(KNOWN)
