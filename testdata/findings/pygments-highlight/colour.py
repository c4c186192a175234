"""Pygments colours a module of the standard library: compiled patterns matched a hundred thousand times."""
import argparse
import inspect

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def colour(module):
    return highlight(inspect.getsource(module), PythonLexer(), HtmlFormatter())


def main():
    return len(colour(argparse))
