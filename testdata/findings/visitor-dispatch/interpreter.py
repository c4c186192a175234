"""A small interpreter that dispatches on the kind of each node: a call per node, as interpreters do."""


class Interpreter:
    def __init__(self):
        self.variables = {}
        self.table = {"num": self.num, "var": self.var, "add": self.add, "mul": self.mul, "let": self.let}

    def run(self, node):
        return self.table[node[0]](*node[1:])

    def num(self, value):
        return value

    def var(self, name):
        return self.variables.get(name, 0)

    def add(self, left, right):
        return self.run(left) + self.run(right)

    def mul(self, left, right):
        return self.run(left) * self.run(right) % 10007

    def let(self, name, value):
        self.variables[name] = self.run(value)
        return self.variables[name]


def main():
    interpreter = Interpreter()
    square = ("mul", ("var", "x"), ("var", "x"))
    node = ("let", "x", ("add", ("mul", ("var", "x"), ("num", 3)), ("add", ("num", 7), square)))
    for _ in range(9000):
        interpreter.run(node)
    return interpreter.variables["x"]
