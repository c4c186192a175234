#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page of a .prof beside what snakeviz does before its browser has something to
show: it reads the profile, makes its rows and its tree, and renders its template.
Processor time of the whole process, pair by pair; and the size of the page.

NCALLS_LONG=1 adds a million functions, beside pstats alone, for snakeviz takes
minutes and 8 GB. The inputs come from ../shared/tools/bench-inputs.py; without it
there is nothing to measure, which is said. snakeviz is installed from PyPI."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "oracle"))
import installed

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
LONG = bool(os.environ.get("NCALLS_LONG"))
# Its server answers a request by this (snakeviz.main.VizHandler.get).
SNAKEVIZ = """
import os, pstats, sys
sys.path.insert(0, sys.argv[1])
import snakeviz, tornado.template
from snakeviz.stats import json_stats, table_rows
stats = pstats.Stats(sys.argv[2])
class Handler:
    reverse_url = staticmethod(str)
page = tornado.template.Loader(os.path.join(os.path.dirname(snakeviz.__file__), "templates")).load("viz.html").generate(
    profile_name=sys.argv[2], table_rows=table_rows(stats), callees=json_stats(stats), static_url=str, handler=Handler)
sys.stderr.write(str(len(page)))
"""
PSTATS = "import pstats, sys; pstats.Stats(sys.argv[1]).sort_stats('tottime').print_stats(20)"


def cost(argv):
    """Processor seconds and peak MB of a process that ran to its end."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(argv, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % " ".join(argv[:2]))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def pair(functions, path, name, theirs, runs, goal, most):
    """Ours is so much shorter that of three runs the least disturbed counts."""
    page = path + ".html"
    results = [(min(cost([NCALLS, "report", path, "-o", page]) for _ in range(3)), cost(theirs)) for _ in range(runs)]
    print("%7d functions: page of %.2f MB (goal < %d) in %6.0f ms %4.0f MB; %s %6.0f ms %4.0f MB: %4.1f x (goal %s)" % (
        functions, os.path.getsize(page) / 1e6, most, median([a[0] for a, b in results]) * 1e3,
        max(a[1] for a, b in results), name, median([b[0] for a, b in results]) * 1e3,
        max(b[1] for a, b in results), median([b[0] / a[0] for a, b in results]), goal), flush=True)


def make(functions, path):
    subprocess.run([sys.executable, TOOL, "prof", "--functions", str(functions), "-o", path], check=True,
                   stdout=subprocess.DEVNULL)
    return path


def main():
    if not os.path.exists(TOOL):
        print("not measured: the generator of inputs is not beside the sources")
        return
    with tempfile.TemporaryDirectory(prefix="ncalls-bench.") as folder:
        try:
            where = installed.python("snakeviz==2.2.2")
        except installed.Missing as reason:
            print("not measured beside snakeviz:", reason)
            where = None
        for functions, runs, goal, most in (1000, 5, "none", 3), (20000, 5, ">= 30 x", 3), (200000, 1, ">= 30 x", 15):
            path = make(functions, os.path.join(folder, "%d.prof" % functions))
            if where:
                pair(functions, path, "snakeviz", [sys.executable, "-c", SNAKEVIZ, where, path], runs, goal, most)
        if LONG:
            path = make(1000000, os.path.join(folder, "large.prof"))
            pair(1000000, path, "pstats", [sys.executable, "-c", PSTATS, path], 1, ">= 30 x", 15)


main()
