#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Stack formats beside what else reads them: processor time of whole processes,
pair by pair, as ratios.

    tests/run-bench stacks              10 MB of each, a minute
    FULL=1 tests/run-bench stacks       the sizes that the goals were set for

The inputs come from ../shared/tools/bench-inputs.py; without it there is nothing
to measure, which is said. speedscope is installed from npm into a temporary
folder if it can be; line_profiler is compared if Python finds it."""
import collections
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NCALLS = os.environ["ncalls"]
LIMITS = os.path.join(os.path.dirname(NCALLS), "tests", "drive", "limits")
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
FULL = bool(os.environ.get("FULL"))
RUNS = 3 if FULL else 5

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
LPROF = """
import sys, line_profiler
timings = {("/srv/app/module%d.py" % (i % 400), 10 * i, "function%d" % i):
           [(10 * i + k, i * k % 1000, i * k * 7 % 100000) for k in range(1, 30)] for i in range(int(sys.argv[2]))}
try:
    from line_profiler.line_profiler import LineStats
except ImportError:
    from line_profiler._line_profiler import LineStats
LineStats(timings, 1e-9).to_file(sys.argv[1])
"""

Cost = collections.namedtuple("Cost", "seconds kilobytes")
TIME = shutil.which("time")  # of GNU: what Python starts counts Python's own memory as its peak


def cost(argv, folder):
    """Processor seconds and peak KB (0 = unknown) of a process that ran to its end."""
    peak = os.path.join(folder, "peak")
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(([TIME, "-f", "%M", "-o", peak] if TIME else []) + argv, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % " ".join(argv[:2]))
    with open(peak if TIME else os.devnull) as file:
        return Cost(usage.ru_utime + usage.ru_stime, int(file.read() or 0))


def middle(values):
    return sorted(values)[len(values) // 2]


def report(path):
    return [NCALLS, "report", path]


def pair(what, path, ours, peer, theirs, runs=RUNS, goal=""):
    """How often the peer's time ours is, the runs in turn."""
    folder = os.path.dirname(path)
    costs = [(cost(ours, folder), cost(theirs, folder)) for _ in range(runs)]
    seconds = middle([o.seconds for o, _ in costs])
    print("%-28s %5.0f MB/s %6.1f MB; %s takes %6.2f x as long%s" % (
        what, os.path.getsize(path) / 1e6 / seconds, middle([o.kilobytes for o, _ in costs]) / 1024, peer,
        middle([t.seconds / o.seconds for o, t in costs]), goal and "  (goal: %s)" % goal), flush=True)


def make(folder, kind, size, *options):
    path = os.path.join(folder, "%s-%s%s" % (kind, size, "".join(options)))
    subprocess.run([sys.executable, TOOL, kind, "--size", size, "-o", path, *options], check=True,
                   stdout=subprocess.DEVNULL)
    return path


def bench_collapsed(folder):
    for order in "random", "time":
        path = make(folder, "collapsed", "100M" if FULL else "20M", "--order=" + order)
        what = "collapsed, %s order" % order
        pair(what, path, report(path), "wc -l", ["wc", "-l", path])
        pair(what, path, report(path), "a counting loop in Python", [sys.executable, "-c", COUNT, path])
        pair(what + ", tree", path, [LIMITS, "keep", path], "a tight tree builder", [LIMITS, "tree", path],
             goal=">= 0.67 x")
    if FULL:
        path = make(folder, "collapsed", "1G")
        pair("collapsed, 1 GB", path, report(path), "wc -l", ["wc", "-l", path], goal="<= 8 MB")
        pair("collapsed, 1 GB, tree", path, [LIMITS, "keep", path], "a tight tree builder", [LIMITS, "tree", path],
             goal=">= 1 x, <= 450 MB")
        os.remove(path)


def install_speedscope(folder):
    """The folder of its bundles, or None: the last release whose importer is one of its own."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "speedscope@1.20.0"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return None if done.returncode else os.path.join(folder, "node_modules", "speedscope", "dist", "release")


def bench_speedscope(folder):
    path = make(folder, "speedscope", "200M" if FULL else "10M")
    pair("speedscope", path, report(path), "Python's json.load",
         [sys.executable, "-c", "import json, sys; json.load(open(sys.argv[1]))", path])
    if shutil.which("node"):
        pair("speedscope", path, report(path), "node's JSON.parse",
             ["node", "-e", "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'))", path])
    bundles = install_speedscope(folder)
    if bundles:
        pair("speedscope", path, report(path), "speedscope's importer",
             ["node", "--max-old-space-size=12000", os.path.join(HERE, "speedscope_import.js"), bundles, path],
             1 if FULL else 3, goal=">= 200 x, <= 24 MB, at 200 MB")
    else:
        print("speedscope's importer: not measured, npm cannot install it")


def bench_svg(folder):
    path = make(folder, "svg", "20M" if FULL else "10M")
    pair("flame graph SVG", path, report(path), "libxml2's SAX2 alone", [LIMITS, "sax", path], goal=">= 0.5 x")


def bench_lprof(folder):
    path = os.path.join(folder, "lines.lprof")
    made = subprocess.run([sys.executable, "-c", LPROF, path, "20000" if FULL else "2000"], stderr=subprocess.DEVNULL)
    if made.returncode:
        print("lprof: not measured, Python finds no line_profiler")
        return
    pair("lprof", path, report(path), "line_profiler.load_stats",
         [sys.executable, "-c", "import sys, line_profiler; line_profiler.load_stats(sys.argv[1])", path])


def main():
    if not os.path.exists(TOOL):
        print("not measured: the generator of inputs is not beside the sources")
        return
    if not os.path.exists(LIMITS):
        print("not measured: tests/drive/limits is not built (make check builds it)")
        return
    with tempfile.TemporaryDirectory() as folder:
        for bench in bench_collapsed, bench_speedscope, bench_svg, bench_lprof:
            bench(folder)


if __name__ == "__main__":
    main()
