"""A depth-first search by recursion along a path of 7,000 rooms."""
import sys

sys.setrecursionlimit(20000)


def visit(rooms, room, seen):
    seen.add(room)
    for other in rooms[room]:
        if other not in seen:
            visit(rooms, other, seen)


def main():
    rooms = {i: [i + 1] if i < 6999 else [] for i in range(7000)}
    seen = set()
    visit(rooms, 0, seen)
    return len(seen)
