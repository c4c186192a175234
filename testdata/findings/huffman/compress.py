"""Huffman codes with a heap, and the codes read off the tree by recursion."""
import collections
import heapq
import itertools


def tree(text):
    order = itertools.count()
    heap = [(count, next(order), letter) for letter, count in collections.Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], next(order), (a[2], b[2])))
    return heap[0][2]


def codes(node, prefix):
    if isinstance(node, str):
        return {node: prefix or "0"}
    return {**codes(node[0], prefix + "0"), **codes(node[1], prefix + "1")}


def main():
    text = "".join(chr(97 + i * i % 1009 % 26) + str(i % 37) for i in range(40000))
    table = codes(tree(text), "")
    return len("".join(table[letter] for letter in text))
