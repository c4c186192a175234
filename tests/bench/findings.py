#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What findings add to reading a .prof: processor time of both in one process,
by tests/drive/findings, in a new process each time and again in the same one
(where memory is warm and reading is faster, but findings hardly are).

The inputs come from ../shared/tools/bench-inputs.py; without it there is nothing
to measure, which is said."""
import os
import subprocess
import sys
import tempfile

DRIVER = os.path.join(os.path.dirname(os.environ["ncalls"]), "tests", "drive", "findings")
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")

# functions, runs
SIZES = [(1000, 51), (20000, 21), (200000, 11)]


def measure(path, runs):
    """Of each run (nanoseconds of reading, of finding)."""
    output = subprocess.run([DRIVER, path, str(runs)], check=True, stdout=subprocess.PIPE).stdout
    return [tuple(int(word) for word in line.split()) for line in output.splitlines()]


def say(name, pairs):
    pairs.sort(key=lambda pair: pair[1] / pair[0])
    read, found = pairs[len(pairs) // 2]
    print("%-34s reading %8.2f ms, findings %7.2f ms: %5.1f %% more (goal <= 20 %%)" % (
        name, read / 1e6, found / 1e6, 100 * found / read))


def main():
    if not os.path.exists(TOOL):
        print("not measured: the generator of inputs is not beside the sources")
        return
    if not os.path.exists(DRIVER):
        print("not measured: `make check` builds the program that measures")
        return
    with tempfile.TemporaryDirectory() as folder:
        for functions, runs in SIZES:
            path = os.path.join(folder, "%d.prof" % functions)
            subprocess.run([sys.executable, TOOL, "prof", "--functions", str(functions), "-o", path], check=True,
                           stdout=subprocess.DEVNULL)
            say("%d functions" % functions, [measure(path, 1)[0] for _ in range(runs)])
            say("  again in the same process", measure(path, runs)[1:])


main()
