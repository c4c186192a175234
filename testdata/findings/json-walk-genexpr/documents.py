"""A parsed document of 90,000 nodes is walked once by recursion through generator expressions."""
import json

KEPT = {}


def tree(depth):
    return {"n": 1, "below": [tree(depth - 1) for _ in range(3)]} if depth else {"n": 1, "below": []}


def set_up():
    KEPT["text"] = json.dumps(tree(9))


def count(node):
    return node["n"] + sum(count(child) for child in node["below"])


def main():
    return count(json.loads(KEPT["text"]))
