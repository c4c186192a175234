"""An evaluator whose functions all call each other; each call of a function in its language copies all variables."""
import copy


def evaluate(node, names):
    return HANDLERS[node[0]](node, names)


def number(node, names):
    return node[1]


def name(node, names):
    return names[node[1]]


def add(node, names):
    return evaluate(node[1], names) + evaluate(node[2], names)


def less(node, names):
    return evaluate(node[1], names) < evaluate(node[2], names)


def choose(node, names):
    return evaluate(node[2] if evaluate(node[1], names) else node[3], names)


def block(node, names):
    result = None
    for part in node[1]:
        result = evaluate(part, names)
    return result


def call(node, names):
    inner = copy.deepcopy(names)
    inner["n"] = evaluate(node[2], names)
    return evaluate(FUNCTIONS[node[1]], inner)


HANDLERS = {"number": number, "name": name, "add": add, "less": less, "if": choose, "block": block, "call": call}
FUNCTIONS = {
    "down": ("if", ("less", ("name", "n"), ("number", 1)), ("number", 0),
             ("block", [("add", ("name", "n"), ("number", 0)), ("call", "down", ("add", ("name", "n"), ("number", -1)))])),
}


def main():
    names = {"v%d" % i: [i, {"k": i}] for i in range(30)}
    return [evaluate(("call", "down", ("number", 40)), names) for _ in range(8)]
