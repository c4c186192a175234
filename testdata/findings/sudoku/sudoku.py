"""A sudoku solved by backtracking over the cell with the fewest candidates."""

PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"


def candidates(board, at):
    row, column = divmod(at, 9)
    used = set(board[row * 9:row * 9 + 9]) | set(board[column::9])
    corner = row // 3 * 27 + column // 3 * 3
    for line in range(3):
        used.update(board[corner + line * 9:corner + line * 9 + 3])
    return [digit for digit in "123456789" if digit not in used]


def solve(board):
    empty = [at for at, digit in enumerate(board) if digit == "."]
    if not empty:
        return board
    at, digits = min(((at, candidates(board, at)) for at in empty), key=lambda pair: len(pair[1]))
    for digit in digits:
        solved = solve(board[:at] + [digit] + board[at + 1:])
        if solved:
            return solved
    return None


def main():
    return "".join(solve(list(PUZZLE)))
