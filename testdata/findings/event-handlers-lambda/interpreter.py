"""A small interpreter whose operations are lambdas in a table: 60,000 steps, each needed."""

OPERATIONS = {
    "add": lambda stack: stack.append(stack.pop() + stack.pop()),
    "double": lambda stack: stack.append(stack.pop() * 2 % 1009),
    "copy": lambda stack: stack.append(stack[-1]),
}


def run(program, stack):
    for word in program:
        OPERATIONS[word](stack)
    return stack


def main():
    return run(["copy", "double", "add"] * 20000, [1, 2])[-1] % 7
