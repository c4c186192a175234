#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tracemalloc's own Snapshot.load and statistics on every snapshot: bytes and blocks of lines, of files, and of files
with all that was allocated below them."""
import os
import pickle
import tracemalloc

import figures
import tap


def sums_of(statistics, key_of):
    sums = {}
    for statistic in statistics:
        row = sums.setdefault(key_of(statistic.traceback[-1]), [0, 0])
        row[0] += statistic.size
        row[1] += statistic.count
    return sums


def totals_of(snapshot):
    """Bytes below each file, once a traceback."""
    totals = {}
    for trace in snapshot.traces:
        for name in {frame.filename for frame in trace.traceback}:
            totals[name] = totals.get(name, 0) + trace.size
    return totals


def compare(path):
    snapshot = tracemalloc.Snapshot.load(path)
    traces = snapshot.traces._traces
    if traces and len(traces[0]) == 3:  # before 3.9: without the number of all frames, which newer ones expect
        snapshot.traces._traces = [trace + (None,) for trace in traces]
    lines = sums_of(snapshot.statistics("lineno"), lambda frame: (frame.filename, frame.lineno))
    files = sums_of(snapshot.statistics("filename"), lambda frame: frame.filename)
    below = totals_of(snapshot)
    document = figures.written(path)[0]
    names = {row["id"]: row["file"] for row in document["functions"]}
    got_lines = {(names[row["function"]], row["line"]): [row["self"], row["blocks"]] for row in document["lines"]}
    got_files = {row["file"]: [row["self"], row["total"]] for row in document["functions"]}
    wrong = list(figures.differences("line", lines, got_lines))
    wrong += figures.differences("file", {name: [files.get(name, [0])[0], below[name]] for name in below}, got_files)
    return "%d lines, %d bytes" % (len(lines), sum(size for size, _ in files.values())), wrong


for path in figures.files("tracemalloc", "*.snapshot"):
    try:
        tracemalloc.Snapshot.load(path)  # a file of this project or of the shared corpus
    except (AttributeError, TypeError, ValueError, pickle.UnpicklingError) as error:
        tap.skip(os.path.basename(path), "this Python cannot load it: %r" % error)
        continue
    figures.check(path, compare)
tap.done()
