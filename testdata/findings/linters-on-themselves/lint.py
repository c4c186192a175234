"""pycodestyle and pyflakes read pyflakes' own checker."""
import ast
import inspect
import io

import pycodestyle
import pyflakes.checker


def style(source):
    checker = pycodestyle.Checker("checker.py", lines=io.StringIO(source).readlines(), quiet=2)
    return checker.check_all()


def flakes(source):
    return len(pyflakes.checker.Checker(ast.parse(source), "checker.py").messages)


def main():
    source = inspect.getsource(pyflakes.checker)
    return style(source), flakes(source)
