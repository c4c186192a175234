"""A binary search tree: insertion and search by recursion, 4,000 keys."""
import random


class Node:
    def __init__(self, key):
        self.key = key
        self.left = self.right = None


def insert(node, key):
    if node is None:
        return Node(key)
    if key < node.key:
        node.left = insert(node.left, key)
    elif key > node.key:
        node.right = insert(node.right, key)
    return node


def height(node):
    return 0 if node is None else 1 + max(height(node.left), height(node.right))


def main():
    random.seed(6)
    root = None
    for _ in range(4000):
        root = insert(root, random.random())
    return height(root)
