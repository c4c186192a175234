"""list.pop(0) until the list is empty."""


def drain(queue):
    total = 0
    while queue:
        total += queue.pop(0)
    return total


def main():
    return drain(list(range(60000)))
