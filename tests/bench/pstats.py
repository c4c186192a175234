#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The report of .prof files beside Python's pstats, and beside a program that
only walks their tokens: processor time of the whole process, pair by pair.

NCALLS_LONG=1 adds a million functions, which takes minutes. The inputs come from
../shared/tools/bench-inputs.py; without it there is nothing to measure, which is
said."""
import glob
import os
import subprocess
import sys
import tempfile

NCALLS = os.environ["ncalls"]
TOKENS = os.path.join(os.path.dirname(NCALLS), "tests", "drive", "tokens")
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
PSTATS = "import pstats, sys; pstats.Stats(*sys.argv[1:]).sort_stats('tottime').print_stats(20)"
LONG = bool(os.environ.get("NCALLS_LONG"))

# functions, runs, goal, peak MB
SIZES = [(1000, 9, 50, None), (20000, 5, 80, None), (200000, 3, 100, 160)] + LONG * [(1000000, 1, 100, 700)]


def cost(argv):
    """Processor seconds and peak MB of a process that ran to its end."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(argv, stdout=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % argv[0])
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def pair(name, ours, theirs, runs, goal):
    """Ours is so much shorter that of three runs the least disturbed counts."""
    results = [(min(cost(ours) for _ in range(3)), cost(theirs)) for _ in range(runs)]
    print("%-32s %8.2f ms %4.0f MB; pstats %6.0f ms %4.0f MB: %4.0f x (goal >= %d x)" % (
        name, median([a[0] for a, b in results]) * 1e3, max(a[1] for a, b in results),
        median([b[0] for a, b in results]) * 1e3, max(b[1] for a, b in results),
        median([b[0] / a[0] for a, b in results]), goal))


def walk(ours, path):
    if not os.path.exists(TOKENS):
        print("  not measured beside a walk of the tokens: `make check` builds it")
        return
    results = [(cost(ours)[0], cost([TOKENS, path])[0]) for _ in range(9)]
    print("  %.2f x a walk of its tokens, %.2f ms (goal <= 2.5 x)" % (
        median([a / b for a, b in results]), median([b for a, b in results]) * 1e3))


def make(what, path, *arguments):
    subprocess.run([sys.executable, TOOL, what, *arguments, "-o", path], check=True, stdout=subprocess.DEVNULL)
    return path


def main():
    if not os.path.exists(TOOL):
        print("not measured: the generator of inputs is not beside the sources")
        return
    with tempfile.TemporaryDirectory() as folder:
        for functions, runs, goal, most in SIZES:
            path = make("prof", os.path.join(folder, "%d.prof" % functions), "--functions", str(functions))
            ours = [NCALLS, "report", path]
            pair("%d functions" % functions, ours, [sys.executable, "-c", PSTATS, path], runs, goal)
            walk(ours, path)
            if most:
                print("  %.0f MB (goal <= %d MB)" % (cost(ours)[1], most))
        many = make("profdir", os.path.join(folder, "many"), "--files", "2000", "--functions", "230")
        paths = sorted(glob.glob(os.path.join(many, "*")))
        pair("sum of 2,000 files", [NCALLS, "report", many], [sys.executable, "-c", PSTATS, *paths], 1, 250)
        results = [(cost([NCALLS, "report", many])[0], cost(["cat", *paths])[0]) for _ in range(3)]
        print("  %.2f x cat (goal <= 2 x)" % median([a / b for a, b in results]))


main()
