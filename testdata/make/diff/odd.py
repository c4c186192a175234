"""Functions that only their code tells apart: files named by addresses, notebooks, temporary folders, lambdas."""
import cProfile
import collections
import dataclasses
import functools
import importlib.util
import os
import sys
import tempfile
import weakref

import attr


def forward(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper


@forward
def inner(x):
    return x


@forward
def outer(x):
    return inner(x)


def run(code, path):
    names = {}
    exec(compile(code, path, "exec"), names)
    return names


def generated(n):
    address = "%#x" % id(object())
    run(f"def made{n}(x):\n    return [y for y in range(x)]\nmade{n}(3)\n", f"<generated {n} {address}>")


def notebook(n):
    """Files of IPython's kernel are named by its process and a hash of the cell."""
    code = f"def total{n}():\n    return sum(i for i in range(9))\nfor _ in range({n}): total{n}()\n"
    run(code, f"{tempfile.gettempdir()}/ipykernel_{os.getpid()}/{hash(code) % 10**9}.py")


def shell(n):
    """In the older form the number is how many cells were run before."""
    code = f"def table{n}():\n    return {{i: i for i in range(9)}}\nfor _ in range({n}): table{n}()\n"
    run(code, f"<ipython-input-{n + os.getpid() % 100}-{n:012x}>")


def plugin():
    folder = os.path.join(tempfile.gettempdir(), "plugins%d" % os.getpid())
    os.mkdir(folder)
    path = os.path.join(folder, "plug.py")
    with open(path, "w") as file:
        file.write("def go():\n    return [lambda: i for i in range(4)]\n\n\ndef all_of():\n    return [f() for f in go()]\n")
    spec = importlib.util.spec_from_file_location("plug", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.all_of()
    os.remove(path)
    os.rmdir(folder)


@attr.s(auto_attribs=True)
class Point:
    x: int
    y: int = 3


@attr.s(auto_attribs=True, order=True)
class Ordered:
    x: int


@dataclasses.dataclass
class One:
    x: int


@dataclasses.dataclass
class Two:
    x: int
    y: int


Pair = collections.namedtuple("Pair", "a b")


class Base:
    def __init__(self):
        self.value = self.run()


class Falling(Base):
    def run(self):
        return sorted([3, 2, 1], key=lambda item: -item)


class Rising(Base):
    def run(self):
        return list(map(lambda item: item, range(5)))


def main():
    for n in range(1, 4):
        outer(n), generated(n), notebook(n), shell(n)
    for n in range(5):
        Point(n), Ordered(n) < Ordered(2), One(n) == One(n), repr(Two(n, n)), Pair(n, n)._replace(a=3)
        Falling(), Rising()
    plugin()
    weak = weakref.WeakKeyDictionary()
    weak[Point] = weak[Ordered] = 1


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    tempfile.gettempdir()  # tries random names when it is asked first
    profile = cProfile.Profile()
    profile.runcall(main)
    profile.dump_stats(sys.argv[1])
