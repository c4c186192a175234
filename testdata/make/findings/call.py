# SPDX-License-Identifier: MIT
"""Profile one call: python call.py PROFILE MODULE [warm]

Imports MODULE from the current folder, calls its set_up() if it has one, and then its main() under cProfile, as
a decorator or a middleware would.  The profile has nothing of the set-up in it.  What is warm has run once before,
like any request but the first, so that nothing of a library's first use is in the profile either.
"""
import cProfile
import importlib
import os
import sys


def main(path, module, warm=""):
    sys.path[0] = os.getcwd()
    program = importlib.import_module(module)
    getattr(program, "set_up", int)()
    if warm:
        program.main()
    profiler = cProfile.Profile()
    try:
        profiler.runcall(program.main)
    finally:
        profiler.dump_stats(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
