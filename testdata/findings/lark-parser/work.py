"""lark: a grammar is loaded once, and 60 expressions are parsed and computed."""
import lark

GRAMMAR = """
?sum: product | sum "+" product -> add | sum "-" product -> sub
?product: atom | product "*" atom -> mul
?atom: NUMBER -> number | "(" sum ")"
%import common.NUMBER
%import common.WS_INLINE
%ignore WS_INLINE
"""
PARSER = lark.Lark(GRAMMAR, start="sum", parser="lalr")


class Compute(lark.Transformer):
    def number(self, words):
        return int(words[0])

    def add(self, words):
        return words[0] + words[1]

    def sub(self, words):
        return words[0] - words[1]

    def mul(self, words):
        return words[0] * words[1]


def main():
    return sum(Compute().transform(PARSER.parse("(%d + 2) * 3 - 4 * (5 + %d)" % (i, i))) for i in range(300))
