#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The call graph beside Graphviz's dot: quality, and time of the layout alone and of
the whole process.

Of each profile the graph that ncalls draws is taken out of its SVG and its dot output:
functions as boxes of that size, calls with room for figures of that size. Both lay out
just that, so that neither measures text, with the same gaps (dot's are those when
nothing is said). Layout only: the least of several runs in one process, tests/drive/layout
for ours, gvLayout of libgvc for dot's. Whole process: ncalls graph from the profile to
SVG, dot from ncalls' dot output to SVG, and gprof2dot with dot from the same profile, all
that is above their shares. Crossings, lengths, overlaps and edges through nodes are
counted in both drawings by the same code, tests/picture.py.

Goals: crossings and length at most 1.15 of dot's, no overlap, nothing through a node,
a thirtieth of the time.

Arguments: profiles, and options of ncalls graph before them; without any the
larger ones of testdata, as they are drawn and with all that is above the shares."""
import ctypes
import math
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import picture

NCALLS = os.environ["ncalls"]
DRIVER = os.path.join(os.environ["builddir"], "tests", "drive", "layout")
NAMES = ["django_shop-slow-3.12.prof", "sqlalchemy_shop-slow-3.13.prof", "cpython_tests-json-3.13.prof",
         "cpython_tests-dataclasses-3.13.prof", "django_tests-view_tests-3.12.prof", "pip_help-3.13.prof",
         "aio-3.13.prof"]
LONGEST = 300  # seconds that dot may take
RUNS = 5


class Graph:
    """nodes: [id, width, height, beside]; edges: (from, to, weight, stroke, label width and height), in hundredths
    of a pixel and in ncalls' order."""

    def __init__(self, path, options):
        svg, dot = (subprocess.run([NCALLS, "graph", path, "-f", name, *options], stdout=subprocess.PIPE,
                                   check=True).stdout.decode() for name in ("svg", "dot"))
        boxes, calls = {}, {}
        for group in tree.fromstring(svg).iter(picture.SVG + "g"):
            if group.get("id"):
                box = group.find(picture.SVG + "rect")
                boxes[group.get("id")] = [round(100 * float(box.get(side))) for side in ("width", "height")]
            elif group.get("data-from"):
                calls["n" + group.get("data-from"), "n" + group.get("data-to")] = group
        self.nodes = [[name, *boxes[name], 0] for name in re.findall(r"^  (n\d+) \[", dot, re.M)]
        number = {node[0]: i for i, node in enumerate(self.nodes)}
        self.edges = []
        for caller, callee in re.findall(r"^  (n\d+) -> (n\d+) \[", dot, re.M):
            group = calls[caller, callee]
            line, texts = group.find(picture.SVG + "path"), group.findall(picture.SVG + "text")
            width = round(100 * max(float(text.get("textLength")) for text in texts)) + 400
            self.edges.append((number[caller], number[callee], 2 if line.get("class") == "hot" else 1,
                               round(100 * float(line.get("stroke-width"))), width, 2400 if len(texts) > 1 else 1300))
            if caller == callee:
                self.nodes[number[caller]][3] = 3000 + width

    def plain(self):
        return "%d %d\n%s\n%s\n" % (len(self.nodes), len(self.edges),
                                    "\n".join("%d %d %d" % tuple(node[1:]) for node in self.nodes),
                                    "\n".join("%d %d %d %d %d %d" % edge for edge in self.edges))

    def dot(self):
        lines = ['digraph { node [shape=box, fixedsize=true, label="", margin=0]; edge [arrowsize=0.8];']
        lines += ["%s [width=%.4f, height=%.4f];" % (node[0], node[1] / 7200, node[2] / 7200) for node in self.nodes]
        lines += ['%s -> %s [label=<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="%d" HEIGHT="%d"><TR><TD></TD></TR>'
                  "</TABLE>>];" % (self.nodes[edge[0]][0], self.nodes[edge[1]][0], round(edge[4] / 100),
                                   round(edge[5] / 100)) for edge in self.edges]
        return "\n".join(lines + ["}"])


def lay_out(graph):
    """Seconds, and the drawing."""
    lines = subprocess.run([DRIVER], input=graph.plain().encode(), stdout=subprocess.PIPE,
                           check=True).stdout.decode().split("\n")
    drawing = picture.Drawing()
    for (name, width, height, _), line in zip(graph.nodes, lines[1:]):
        x, y = map(int, line.split())
        drawing.nodes[name] = tuple(n / 100 for n in (x - width // 2, y, x - width // 2 + width, y + height))
    for edge, line in zip(graph.edges, lines[1 + len(graph.nodes):]):
        numbers = [int(n) / 100 for n in line.split()]
        points = list(zip(numbers[::2], numbers[1::2]))
        way = points[:1]
        for i in range(1, len(points), 3):
            way += picture.cubic(way[-1], *points[i:i + 3])
        if way:
            drawing.edges.append((graph.nodes[edge[0]][0], graph.nodes[edge[1]][0], way))
    drawing.width = max(box[2] for box in drawing.nodes.values())
    drawing.height = max(box[3] for box in drawing.nodes.values())
    return int(lines[0]) / 1e9, drawing


def lay_out_by_dot(source, send):
    """Likewise, in a process of its own: it may take minutes."""
    gvc, cgraph = ctypes.CDLL("libgvc.so.6"), ctypes.CDLL("libcgraph.so.6")
    gvc.gvContext.restype = cgraph.agmemread.restype = ctypes.c_void_p
    context, least, svg = ctypes.c_void_p(gvc.gvContext()), math.inf, None
    for _ in range(RUNS):
        graph = ctypes.c_void_p(cgraph.agmemread(source.encode()))
        begun = time.perf_counter()
        gvc.gvLayout(context, graph, b"dot")
        least = min(least, time.perf_counter() - begun)
        if not svg:
            data, size = ctypes.c_void_p(), ctypes.c_uint()
            gvc.gvRenderData(context, graph, b"svg", ctypes.byref(data), ctypes.byref(size))
            svg = ctypes.string_at(data.value, size.value)
        gvc.gvFreeLayout(context, graph)
        cgraph.agclose(graph)
        if least > 1:
            break
    send.send((least, svg))


def ask_dot(graph):
    receive, send = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=lay_out_by_dot, args=(graph.dot(), send))
    process.start()
    got = receive.recv() if receive.poll(LONGEST) else None
    process.terminate()
    process.join()
    return (got[0], picture.graphviz(got[1])) if got else None


def seconds(argv):
    """The least processor time of a process in a few runs, so long as it is short."""
    least, spent = math.inf, 0
    while spent < 1 and least > spent / RUNS:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        subprocess.run(argv, stdout=subprocess.DEVNULL, timeout=LONGEST, check=True)
        spent += time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def compare(path, options, total):
    """Quality and time of the layout alone."""
    graph = Graph(path, options)
    took, mine = lay_out(graph)
    got = ask_dot(graph)
    line = "%-46s %4d/%4d" % (" ".join([os.path.basename(path), *options]), len(graph.nodes), len(graph.edges))
    if not got:
        print(line + " %8.2f ms; dot needs more than %d s" % (1e3 * took, LONGEST))
        return
    other_took, other = got
    crossings, others = picture.crossings(mine), picture.crossings(other)
    length = picture.length(mine) / (picture.length(other) or 1)
    wrong = [len(f(d)) for f in (picture.overlaps, picture.trespasses) for d in (mine, other)]
    missed = (crossings > 1.15 * others) + (length > 1.15) + (wrong[0] > 0) + (wrong[2] > 0)
    total.append((crossings, others, length, took, other_took, missed))
    print("%s %8.2f ms, dot %9.2f ms: %4.0f x; crossings %4d to %4d, length %.2f x, overlaps %d to %d, through nodes "
          "%d to %d%s" % (line, 1e3 * took, 1e3 * other_took, other_took / took, crossings, others, length, *wrong,
                          "  <- above 1.15" if missed else ""), flush=True)


def sum_up(total):
    if not total:
        return
    lengths, times = ([math.log(value) for value in values] for values in
                      ([t[2] for t in total], [t[4] / t[3] for t in total]))
    print("%d graphs, %d of them above 1.15 in something; crossings %d to %d in all; length %.2f x, time 1/%.0f in the "
          "geometric mean, 1/%.0f in all" % (
              len(total), sum(1 for t in total if t[5]), sum(t[0] for t in total), sum(t[1] for t in total),
              math.exp(sum(lengths) / len(total)), math.exp(sum(times) / len(total)),
              sum(t[4] for t in total) / sum(t[3] for t in total)))


def whole(path, options, folder):
    """Time of whole processes."""
    dot, svg = os.path.join(folder, "graph.dot"), os.path.join(folder, "graph.svg")
    subprocess.run([NCALLS, "graph", path, "-o", dot, *options], check=True)
    line = "%-46s" % " ".join([os.path.basename(path), *options])
    ours = seconds([NCALLS, "graph", path, "-o", svg, *options])
    try:
        theirs = seconds(["dot", "-Tsvg", dot, "-o", svg])
    except subprocess.TimeoutExpired:
        theirs = LONGEST
    line += " %7.4f s, dot %7.3f s: %4.0f x" % (ours, theirs, theirs / ours)
    if subprocess.call("command -v gprof2dot >/dev/null", shell=True) == 0:
        one = seconds(["gprof2dot", "-f", "pstats", path, "-o", dot])
        try:
            two = seconds(["dot", "-Tsvg", dot, "-o", svg])
        except subprocess.TimeoutExpired:
            two = LONGEST
        line += ", gprof2dot %.2f s + dot %.2f s: %4.0f x" % (one, two, (one + two) / ours)
    print(line, flush=True)


def main():
    options, paths = [], sys.argv[1:]
    while paths and paths[0].startswith("-"):
        options.append(paths.pop(0))
    if subprocess.call("command -v dot >/dev/null", shell=True) != 0:
        print("not measured: Graphviz's dot is not installed")
        return
    if not os.path.exists(DRIVER):
        print("not measured: no %s; make check builds it" % DRIVER)
        return
    paths = paths or [os.path.join(os.environ["testdata"], "pstats", name) for name in NAMES]
    ways, total = [options] if options else [[], ["-nall"]], []
    print("Layout only:")
    for way in ways:
        for path in paths:
            compare(path, way, total)
    sum_up(total)
    print("Whole processes:")
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            for path in paths:
                whole(path, way, folder)


if __name__ == "__main__":
    main()
