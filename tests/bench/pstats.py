#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--format pstats, the 20 functions with the most self time, beside Python's pstats on the same file.

Goal: 80 times as fast at 20,000 functions, 60 times at 200,000 (it keeps more of the file than other formats need).
"""
import marshal
import os
import random
import resource
import subprocess
import sys
import tempfile

PYTHON = "import pstats, sys; pstats.Stats(sys.argv[1]).sort_stats('tottime').print_stats(20)"


def write_profile(path, count):
    rng = random.Random(count)
    keys = [("/srv/app/package%d/module%d.py" % (i // 400, i // 40), i % 900 + 1, "function_%d" % i) for i in range(count)]
    stats = {}
    for i, key in enumerate(keys):
        callers = {}
        for _ in range(4):
            calls = rng.randrange(1, 5000)
            callers[keys[rng.randrange(i + 1)]] = (calls, calls, rng.random(), rng.random() * 9)
        calls = sum(figures[0] for figures in callers.values())
        stats[key] = (calls, calls, rng.random(), rng.random() * 90, callers)
    with open(path, "wb") as file:
        marshal.dump(stats, file)


def once(command):
    """Processor time: both use one core, and another program's work does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main():
    with tempfile.TemporaryDirectory() as folder:
        for count, goal in ((20000, 80), (200000, 60)):
            path = os.path.join(folder, "%d.prof" % count)
            write_profile(path, count)
            ours = [os.environ["ncalls"], "report", path, "--format", "pstats", "--sort", "tottime", "--limit", "20"]
            pairs = [(once(ours), once([sys.executable, "-c", PYTHON, path])) for _ in range(3)]
            mine, python = (min(pair[side][0] for pair in pairs) for side in (0, 1))
            same = "the same bytes" if pairs[0][0][1] == pairs[0][1][1] else "OTHER BYTES"
            print("%6d functions, %3d MB: ncalls %.3f s, Python %.2f s: %.0f x (goal >= %d x), %s"
                  % (count, os.path.getsize(path) >> 20, mine, python, python / mine, goal, same))


main()
