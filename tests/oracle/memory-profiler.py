#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""memory_profiler: the tables that it prints, by a regular expression, and its .dat files as mprof (from PyPI) reads
them: the highest memory, and the calls of each function with what they added."""
import os
import re
import sys

import figures
import installed
import tap

VERSION = "memory_profiler==0.61.0"
ROW = re.compile(r"[> #]*(\d+) +(-?[\d.]+) (MiB|MB) +(-?[\d.]+) (?:MiB|MB)(?: +(\d+))?(?: |$)")


def rows_of(path):
    """{line: [increment, memory, hits]}: increments add up, memory is the most; the first row is what was there before."""
    rows, first, has_hits = {}, False, False
    with open(path, encoding="utf-8") as file:
        for text in file:
            has_hits = "Occur" in text if "Line #" in text else has_hits
            found = ROW.match(text)
            if text.strip("> #\n").startswith("===="):
                first = True
            if not found:
                continue
            growth = 0 if first else round(float(found.group(4)) * 2 ** 20)
            memory = round(float(found.group(2)) * 2 ** 20)
            old = rows.get(int(found.group(1)), [0, memory, 0])
            rows[int(found.group(1))] = [old[0] + growth, max(old[1], memory),
                                         old[2] + int(found.group(5) or 0) if has_hits else None]
            first = False
    return rows


def compare_text(path):
    want = rows_of(path)
    got = {}
    for key, row in figures.written(path)[0]["lines_by_name"].items():
        got[key[-1]] = [row["self"], row["memory"], row.get("hits")]
    return "%d lines" % len(want), list(figures.differences("line", want, got, 1))


def compare_dat(path, mprof):
    read = mprof.read_mprofile_file(path)
    document, functions, _ = figures.written(path)
    note = next(re.search(r"was ([\d.]+) MiB at its highest", note).group(1) for note in document["notes"])
    wrong = []
    if abs(float(note) - max(read["mem_usage"])) > 0.0006:
        wrong.append("at most %f MiB, ncalls says %s" % (max(read["mem_usage"]), note))
    calls = {row["name"]: [row["calls"]] for row in document["functions"] if "calls" in row}
    want = {name: [len(rows)] for name, rows in read["func_timestamp"].items()}
    wrong += figures.differences("calls of", want, calls)
    return "%d samples, %d functions" % (len(read["mem_usage"]), len(want)), wrong


for folder in "memory_text", "memprof-text":
    for path in figures.found(folder, "*"):
        figures.check(path, compare_text)
try:
    installed.python(VERSION)
    sys.argv = ["mprof"]
    import mprof
except (installed.Missing, ImportError) as why:
    tap.skip("mprof's own reading", why)
else:
    for folder in "mprof", "mprof-dat":
        for path in figures.found(folder, "*.dat"):
            figures.check(path, lambda path: compare_dat(path, mprof))
tap.done()
