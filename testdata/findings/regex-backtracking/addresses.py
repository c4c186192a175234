"""A pattern with nested quantifiers, (a+)+, takes ever longer on names that almost match."""
import re

NAME = re.compile(r"^(\w+\s?)+$")


def valid(name):
    return NAME.match(name) is not None


def main():
    names = ["Maria Theresia von Habsburg", "abcdefghijklmnopqrstu!", "Anna", "abcdefghijklmnopqrstuv?"]
    return [name for name in names if valid(name)]
