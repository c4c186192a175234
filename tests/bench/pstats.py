#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The report of a .prof beside Python's pstats, and of collapsed stacks beside a
counting loop in Python: processor time of the whole process, pair by pair.

The inputs come from ../shared/tools/bench-inputs.py; without it there is nothing
to measure, which is said."""
import os
import subprocess
import sys
import tempfile

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
PSTATS = "import pstats, sys; pstats.Stats(sys.argv[1]).sort_stats('tottime').print_stats(20)"
COUNT = """
import sys, collections
self_, total = collections.Counter(), collections.Counter()
for line in open(sys.argv[1]):
    stack, _, n = line.rpartition(" ")
    frames = stack.split(";")
    self_[frames[-1]] += int(n)
    for f in set(frames):
        total[f] += int(n)
print(self_.most_common(20), total.most_common(20))
"""


def cost(argv):
    """Processor seconds and peak KB of a process that ran to its end."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(argv, stdout=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % argv[0])
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def pair(name, ours, theirs, runs, goal):
    results = [(cost(ours), cost(theirs)) for _ in range(runs)]
    ratio = sorted(b[0] / a[0] for a, b in results)[runs // 2]
    (seconds, kilobytes), (peer, _) = results[0]
    print("%-34s %8.4f s %7d KB, peer %8.3f s: %4.0f x (goal >= %d x)" % (name, seconds, kilobytes, peer, ratio, goal))


def main():
    if not os.path.exists(TOOL):
        print("not measured: the generator of inputs is not beside the sources")
        return
    with tempfile.TemporaryDirectory() as folder:
        for functions, runs, goal in (1000, 9, 50), (20000, 5, 80), (200000, 3, 100):
            path = os.path.join(folder, "%d.prof" % functions)
            subprocess.run([sys.executable, TOOL, "prof", "--functions", str(functions), "-o", path], check=True,
                           stdout=subprocess.DEVNULL)
            pair("report of %d functions" % functions, [NCALLS, "report", path], [sys.executable, "-c", PSTATS, path],
                 runs, goal)
        path = os.path.join(folder, "stacks.txt")
        subprocess.run([sys.executable, TOOL, "collapsed", "--size", "50M", "-o", path], check=True,
                       stdout=subprocess.DEVNULL)
        pair("report of 50 MB of collapsed stacks", [NCALLS, "report", path], [sys.executable, "-c", COUNT, path], 3, 20)


main()
