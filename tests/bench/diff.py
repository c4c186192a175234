#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two profiles beside one report: processor time of the whole process, pair by pair.

The second is the first one day later: lines have moved, times differ, some functions
are called more often, came or went. NCALLS_LONG=1 adds 200,000 functions and stacks of
100 MB, beside pprof -diff_base if there is a pprof. The inputs come from
../shared/tools/bench-inputs.py; without it there is nothing to measure, which is said."""
import marshal
import os
import random
import shutil
import subprocess
import sys
import tempfile

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
LONG = bool(os.environ.get("NCALLS_LONG"))


def cost(argv):
    """Processor seconds and peak MB of a process that ran to its end."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(argv, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % " ".join(argv))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def make(what, path, *arguments):
    subprocess.run([sys.executable, TOOL, what, *arguments, "-o", path], check=True, stdout=subprocess.DEVNULL)
    return path


def later(path, out):
    """The same program on another day."""
    chance = random.Random(7)
    with open(path, "rb") as file:
        stats = marshal.load(file)
    labels = {key: (key[0], key[1] + 3 if key[1] else 0, key[2] if chance.random() > 0.002 else key[2] + "_new")
              for key in stats}
    found = []
    for key, (primitive, calls, self, total, callers) in stats.items():
        more = 2 if chance.random() < 0.02 else 1
        slower = chance.uniform(0.8, 1.5)
        found.append((labels[key], (primitive * more, calls * more, self * slower, total * slower, {
            labels.get(caller, caller): (a * more, b * more, c * slower, d * slower)
            for caller, (a, b, c, d) in callers.items()})))
    chance.shuffle(found)
    with open(out, "wb") as file:
        marshal.dump(dict(found), file)
    return out


def measure(name, ours, theirs, runs, goal, what):
    results = [(min(cost(ours) for _ in range(2)), min(cost(theirs) for _ in range(2))) for _ in range(runs)]
    print("%-34s %8.1f ms %4.0f MB; %s %8.1f ms %4.0f MB: %5.2f x (goal %s)" % (
        name, median([a[0] for a, b in results]) * 1e3, max(a[1] for a, b in results), what,
        median([b[0] for a, b in results]) * 1e3, max(b[1] for a, b in results),
        median([a[0] / b[0] for a, b in results]), goal))


def compare_stacks(folder):
    pprof = shutil.which("pprof")
    before = make("collapsed", os.path.join(folder, "before.folded"), "--size", "100M" if LONG else "10M")
    after = make("collapsed", os.path.join(folder, "after.folded"), "--size", "100M" if LONG else "10M", "--seed", "2")
    measure("collapsed, two", [NCALLS, "diff", before, after], [NCALLS, before], 3, "<= 2.5 x", "one report")
    if not pprof:
        print("  not measured beside pprof -diff_base: there is no pprof")
        return
    protos = [make("pprof", path + ".pb.gz", "--from", path) for path in (before, after)]
    measure("collapsed, two", [NCALLS, "diff", before, after],
            [pprof, "-top", "-diff_base", protos[0], protos[1]], 3, "<= 0.125 x", "pprof")


def main():
    if not os.path.exists(TOOL):
        print("not measured: %s is not here" % TOOL)
        return
    with tempfile.TemporaryDirectory(prefix="ncalls-bench.") as folder:
        for functions, runs in [(20000, 5)] + LONG * [(200000, 3)]:
            before = make("prof", os.path.join(folder, "before.prof"), "--functions", str(functions))
            after = later(before, os.path.join(folder, "after.prof"))
            measure("diff of two, %7d functions" % functions, [NCALLS, "diff", before, after], [NCALLS, before], runs,
                    "<= 2.5 x", "one report")
        compare_stacks(folder)


main()
