"""Eleven plug-ins are imported by name at the start, and each is asked once."""
import importlib

NAMES = ["base64", "bisect", "calendar", "cmd", "colorsys", "filecmp", "fnmatch", "glob", "heapq", "shlex", "stat"]


def load(names):
    plugins = []
    for name in names:
        plugins.append(importlib.import_module(name))
    return plugins


def work(count):
    total = 0
    for number in range(count):
        total += number * number % 97
    return total


def main():
    return len(load(NAMES)), work(3000000)
