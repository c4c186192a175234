"""A trie of 3,000 words: built by insertion, walked and matched by recursion."""


class Node:
    def __init__(self):
        self.children = {}
        self.ends = False

    def insert(self, word):
        if not word:
            self.ends = True
            return
        self.children.setdefault(word[0], Node()).insert(word[1:])

    def words(self, prefix=""):
        if self.ends:
            yield prefix
        for letter, child in sorted(self.children.items()):
            yield from child.words(prefix + letter)

    def size(self):
        return 1 + sum(child.size() for child in self.children.values())


def main():
    root = Node()
    for number in range(3000):
        root.insert(format(number * 7919 % 65536, "x"))
    return root.size(), len(list(root.words()))
