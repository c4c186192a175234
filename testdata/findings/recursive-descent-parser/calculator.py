"""A recursive-descent parser and evaluator of expressions: mutual recursion, as it should be."""
import random
import re

TOKEN = re.compile(r"\s*(\d+|[-+*/()])")


class Parser:
    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = ("+-".index(self.take()), value, self.term())
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = ("+-*/".index(self.take()), value, self.factor())
        return value

    def factor(self):
        if self.peek() == "(":
            self.take()
            value = self.expression()
            self.take()
            return value
        return int(self.take())


def value_of(tree):
    if isinstance(tree, int):
        return tree
    operator, left, right = tree
    left, right = value_of(left), value_of(right)
    return (left + right, left - right, left * right, left // (right or 1))[operator]


def text(depth):
    if depth == 0 or random.random() < 0.1:
        return str(random.randrange(1, 100))
    form = random.choice(["%s + %s", "%s * %s", "(%s - %s)", "(%s) / (%s)"])
    return form % (text(depth - 1), text(depth - 1))


def main():
    random.seed(7)
    return [value_of(Parser(text(9)).expression()) % 1000 for _ in range(12)]
