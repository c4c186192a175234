"""Build a tree with three children per node and nine levels, and walk it in three ways."""


class Node:
    def __init__(self, size, children):
        self.size = size
        self.children = children


def build(level):
    children = []
    if level > 1:
        for _ in range(3):
            children.append(build(level - 1))
    return Node(level, children)


def total(node):
    size = node.size
    for child in node.children:
        size += total(child)
    return size


def deepest(node):
    below = 0
    for child in node.children:
        below = max(below, deepest(child))
    return below + 1


def walk(node):
    yield node
    for child in node.children:
        for below in walk(child):
            yield below


def main():
    tree = build(9)
    assert deepest(tree) == 9
    count = size = 0
    for node in walk(tree):
        count += 1
        size += node.size
    assert count == 9841 and size == total(tree)


if __name__ == "__main__":
    main()
