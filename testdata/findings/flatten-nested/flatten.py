"""Nested lists are flattened by recursion, and by a generator that delegates."""


def nested(depth, width):
    return [nested(depth - 1, width) if depth else i for i in range(width)]


def flat(items):
    out = []
    for item in items:
        out.extend(flat(item) if isinstance(item, list) else [item])
    return out


def walk(items):
    for item in items:
        if isinstance(item, list):
            yield from walk(item)
        else:
            yield item


def main():
    tree = nested(5, 5)
    return len(flat(tree)), sum(walk(tree))
