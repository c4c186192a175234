"""Run one label of Django's tests under cProfile: run_tests.py OUTPUT LABEL."""

import cProfile
import os
import runpy
import sys


def main():
    output, label = sys.argv[1:]
    os.chdir("tests")
    sys.path.insert(0, os.getcwd())
    sys.argv[:] = ["runtests.py", "--parallel=1", "--verbosity=0", label]
    failed = None
    with cProfile.Profile() as profiler:
        try:
            runpy.run_path("runtests.py", run_name="__main__")
        except SystemExit as exit:
            failed = exit.code
    assert not failed
    profiler.dump_stats(output)


if __name__ == "__main__":
    main()
