# SPDX-License-Identifier: MIT
"""Profile each function of a module by line: python lines.py TEXT MODULE

line_profiler's own text, as `kernprof -l -v` prints it: with the source, which a .lprof does not hold.
"""
import importlib
import inspect
import os
import sys

import line_profiler


def main(path, module):
    sys.path[0] = os.getcwd()
    program = importlib.import_module(module)
    profiler = line_profiler.LineProfiler()
    for name, value in sorted(vars(program).items()):
        if inspect.isfunction(value):
            profiler.add_function(value)
        elif inspect.isclass(value) and value.__module__ == module:
            for method in vars(value).values():
                if inspect.isfunction(method):
                    profiler.add_function(method)
    profiler.runcall(program.main)
    with open(path, "w") as stream:
        profiler.print_stats(stream=stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
