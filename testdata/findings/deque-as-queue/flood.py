"""The same search with collections.deque, and a stack with list.pop()."""
import collections


def flood(size):
    queue = collections.deque(range(size))
    stack = []
    while queue:
        cell = queue.popleft()
        stack.append(cell)
        if cell % 10 == 0 and cell < size:
            queue.append(cell + size)
    seen = 0
    while stack:
        seen += stack.pop() & 1
    return seen


def main():
    return flood(80000)
