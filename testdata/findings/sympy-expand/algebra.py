"""sympy expands, differentiates and simplifies: millions of small calls, none of them ours to mend."""
import sympy


def set_up():
    main()


def derivative(expression, variable):
    return sympy.expand(sympy.diff(expression, variable))


def main():
    x, y = sympy.symbols("x y")
    expression = sympy.expand((x + y + 1) ** 12)
    for variable in (x, y, x):
        expression = derivative(expression, variable)
    return sympy.simplify(expression.subs(y, 2))
