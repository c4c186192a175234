"""A breadth-first search with list.pop(0) as its queue, which moves 100,000 entries each time."""


def flood(size):
    queue = list(range(size))
    seen = 0
    while queue:
        cell = queue.pop(0)
        seen += cell & 1
        if cell % 10 == 0 and cell < size:
            queue.append(cell + size)
    return seen


def main():
    return flood(80000)
