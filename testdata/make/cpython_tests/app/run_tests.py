"""Run the tests of one module under cProfile: run_tests.py OUTPUT MODULE."""

import cProfile
import sys
import unittest


def main():
    output, module = sys.argv[1:]
    with cProfile.Profile() as profiler:
        program = unittest.main(module=None, argv=["unittest", "--quiet", module], exit=False)
    assert program.result.testsRun > 0 and program.result.wasSuccessful()
    profiler.dump_stats(output)


if __name__ == "__main__":
    main()
