#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The report of a Chrome trace beside Python's json.load of the same file, which adds nothing up: processor time
of the whole process, pair by pair. py-spy's form (pairs, sorted) comes from ../shared/tools/bench-inputs.py;
viztracer's (calls in the order of their ends) is made here."""
import os
import random
import subprocess
import sys
import tempfile

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
LOAD = "import json, sys; print(len(json.load(open(sys.argv[1]))))"
SIZE = 50000000


def cost(argv):
    """Processor seconds and peak KB of a process that ran to its end."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(argv, stdout=null)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s failed" % argv[0])
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(name, path):
    results = [(cost([NCALLS, "report", path]), cost([sys.executable, "-c", LOAD, path])) for _ in range(3)]
    ratio = sorted(b[0] / a[0] for a, b in results)[1]
    seconds, kilobytes = min(a for a, _ in results)
    print("%-24s %4.0f MB/s %7d KB: %4.1f x json.load" % (name, os.path.getsize(path) / seconds / 1e6, kilobytes, ratio))


def traced(path):
    """A program of 800 functions whose calls nest twelve deep, written as they end."""
    rng = random.Random(1)
    names = ["f%d (/srv/app/m%d.py:%d)" % (i, i % 40, i) for i in range(800)]
    clock = 4515706861.0
    with open(path, "w") as out:
        def call(depth, function):
            nonlocal clock
            begin, clock = clock, clock + rng.random()
            for _ in range(rng.choice((0, 1, 1, 2, 3)) if depth < 12 else 0):
                call(depth + 1, (function * 7 + rng.randrange(5)) % 800)
            clock += rng.random()
            out.write('{"pid": 7, "tid": 7, "ts": %.3f, "ph": "X", "dur": %r, "name": "%s", "cat": "FEE"}, '
                      % (begin, clock - begin, names[function]))
        out.write('{"traceEvents": [')
        while out.tell() < SIZE:
            call(0, 1)
        out.write('{"ph": "M", "pid": 7, "tid": 7, "name": "thread_name", "args": {"name": "MainThread"}}]}')


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "traced.json")
        traced(path)
        measure("viztracer's, 50 MB", path)
        if not os.path.exists(TOOL):
            print("py-spy's: not measured: the generator of inputs is not beside the sources")
            return
        subprocess.run([sys.executable, TOOL, "chrome", "--size", "50M", "-o", path], check=True,
                       stdout=subprocess.DEVNULL)
        measure("py-spy's, 50 MB", path)


main()
