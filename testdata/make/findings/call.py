# SPDX-License-Identifier: MIT
"""Profile one call: python call.py PROFILE MODULE [FUNCTION]

Imports MODULE from the current folder, calls its set_up() if it has one, and then its main() (or FUNCTION)
under cProfile, as a decorator or a middleware would.  The profile has nothing of the set-up in it.
"""
import cProfile
import importlib
import os
import sys


def main(path, module, function="main"):
    sys.path[0] = os.getcwd()
    program = importlib.import_module(module)
    getattr(program, "set_up", int)()
    profiler = cProfile.Profile()
    try:
        profiler.runcall(getattr(program, function))
    finally:
        profiler.dump_stats(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
