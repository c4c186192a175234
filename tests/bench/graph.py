#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The call graph beside Graphviz's dot, on the same functions and calls: time of
the whole process, crossings, total length of edges, area. And beside gprof2dot with
dot, from the same profile to a picture each, all that is above their shares.

Arguments: profiles, and options of ncalls graph before them; without any the
larger ones of testdata."""
import os
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import picture

NCALLS = os.environ["ncalls"]
NAMES = ["django_shop-slow-3.12.prof", "sqlalchemy_shop-slow-3.13.prof", "cpython_tests-json-3.13.prof",
         "django_tests-view_tests-3.12.prof", "pip_help-3.13.prof", "aio-3.13.prof"]
LONGEST = 300  # seconds that dot may take


def seconds(argv):
    """Processor time of a process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(argv, stdout=subprocess.PIPE, timeout=LONGEST, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def measure(path, options, dot):
    ours, svg = seconds([NCALLS, "graph", path, "-f", "svg", *options])
    mine = picture.ours(svg)
    subprocess.run([NCALLS, "graph", path, "-o", dot, *options], check=True)
    line = "%-36s %4d nodes %4d edges %7.3f s" % (os.path.basename(path), len(mine.nodes), len(mine.edges), ours)
    try:
        theirs, svg = seconds(["dot", "-Tsvg", dot])
    except subprocess.TimeoutExpired:
        print(line + "; dot needs more than %d s" % LONGEST)
        return
    other = picture.graphviz(svg)
    a, b = picture.crossings(mine), picture.crossings(other)
    far, other_far = picture.length(mine), picture.length(other)
    print(line + ", dot %7.2f s: %5.0f x; crossings %d to %d, length %.2f x, area %.2f x, overlaps %d, through nodes %d"
          " to %d" % (theirs, theirs / ours, a, b, far / other_far if other_far else 1,
                      mine.width * mine.height / (other.width * other.height or 1), len(picture.overlaps(mine)),
                      len(picture.trespasses(mine)), len(picture.trespasses(other))), flush=True)


def chain(path, folder):
    """From a profile to a picture: gprof2dot and dot, whose shares are 0.5 and 0.1 % as ours."""
    dot, svg = os.path.join(folder, "chain.dot"), os.path.join(folder, "chain.svg")
    one, _ = seconds(["gprof2dot", "-f", "pstats", path, "-o", dot])
    try:
        two, _ = seconds(["dot", "-Tsvg", dot, "-o", svg])
    except subprocess.TimeoutExpired:
        two = LONGEST
    ours, _ = seconds([NCALLS, "graph", path, "-n", "all", "-o", svg])
    print("%-36s %.3f s, gprof2dot %.2f s + dot %.2f s: %.0f x" % (os.path.basename(path), ours, one, two,
                                                                 (one + two) / ours), flush=True)


def main():
    options, paths = [], sys.argv[1:]
    while paths and paths[0].startswith("-"):
        options.append(paths.pop(0))
    if subprocess.call("command -v dot >/dev/null", shell=True) != 0:
        print("not measured: Graphviz's dot is not installed")
        return
    paths = paths or [os.path.join(os.environ["testdata"], "pstats", name) for name in NAMES]
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            measure(path, options, os.path.join(folder, "graph.dot"))
        if subprocess.call("command -v gprof2dot >/dev/null", shell=True) != 0:
            print("not measured: gprof2dot is not installed")
            return
        for path in paths:
            chain(path, folder)


if __name__ == "__main__":
    main()
