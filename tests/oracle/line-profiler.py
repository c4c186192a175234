#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""line_profiler itself (from PyPI): what it loads from each .lprof and what it prints of it, in several units, against
what ncalls reads in the file and in the print."""
import importlib
import io
import json
import os
import pickle
import re
import sys
import types

import figures
import installed
import tap

VERSION = "line_profiler==5.1.0"


def said_by_ncalls(*arguments, **options):
    """The document, and [hits, ns] by (file, first line, name, line)."""
    result = tap.run("report", "--format", "json", "--quiet", *arguments, **options)
    if result.returncode:
        raise AssertionError(result.stderr.decode("utf-8", "replace"))
    document = json.loads(result.stdout)
    names = {row["id"]: (row["file"], row["line"], row["name"]) for row in document["functions"]}
    return document, {names[row["function"]] + (row["line"],): [row["hits"], row["self"]]
                      for row in document.get("lines", ())}


def load(line_profiler, path):
    """Old files name the class where it was then."""
    old = types.ModuleType("_line_profiler")
    old.LineStats = importlib.import_module("line_profiler._line_profiler").LineStats
    sys.modules.setdefault("_line_profiler", old)
    with open(path, "rb") as file:
        return pickle.load(file, encoding="latin-1")  # of the files of this project and of the shared corpus only


def as_loaded(stats):
    sums = {}
    for (file, first, name), rows in stats.timings.items():
        for line, hits, ticks in rows:
            row = sums.setdefault((file, first, name, line), [0, 0])
            row[0] += hits
            row[1] += round(ticks * stats.unit * 1e9)
    return sums


def compare_file(stats, path):
    want, got = as_loaded(stats), said_by_ncalls(path)[1]
    return "%d lines as line_profiler loads them" % len(want), list(figures.differences("line", want, got, 1))


def compare_print(line_profiler, stats, options):
    """Of functions with a source at hand nothing is lost but digits; files are made up, so that there is none, and the
    functions lose their names, too: compared by line."""
    out = io.StringIO()
    line_profiler.show_text(stats.timings, stats.unit, stream=out, **options)
    want = {}
    for (_, _, _, line), (hits, time) in as_loaded(stats).items():
        want.setdefault(line, []).append([hits, time])
    got = {}
    for key, row in said_by_ncalls("--from", "lprof_text", "-", input=out.getvalue().encode())[1].items():
        got.setdefault(key[3], []).append(row)
    unit = options["output_unit"] * 1e9
    wrong = []
    for line in sorted(set(want) | set(got)):
        pairs = list(zip(sorted(want.get(line, [])), sorted(got.get(line, []))))
        if len(want.get(line, [])) != len(got.get(line, [])) or any(
                abs(a[0] - b[0]) > 0.01 * a[0] or abs(a[1] - b[1]) > max(0.051 * unit, 0.01 * a[1]) for a, b in pairs):
            wrong.append("line %d: loaded %s, read in the print %s" % (line, want.get(line), got.get(line)))
    return "%d lines as printed, unit %g" % (len(want), options["output_unit"]), wrong


ROW = re.compile(r"[> #]*(\d+) +([\d.e+]+) +([\d.e+-]+) +([\d.e+-]+)(?: +(?:[\d.]+))?(?:  |$)")


def compare_text(path):
    """A print whose file nobody has: its rows by a regular expression."""
    unit, want, contents = 1e-6, {}, 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = re.sub(r"\x1b(\[[\d;]*m|\].*?\x1b\\\\)", "", line.rstrip("\n"))
            found = re.search(r"Timer unit: ([\d.e+-]+) s", line)
            unit = float(found.group(1)) if found else unit
            contents = line.index("Line Contents") if "Line Contents" in line else contents
            found = ROW.match(line)
            if found and contents and len(line[:contents - 4].split()) > 2:  # rich moves sources a little to the left
                want.setdefault(int(found.group(1)), []).append([int(float(found.group(2))),
                                                                 round(float(found.group(3)) * unit * 1e9)])
    got = {}
    for key, row in said_by_ncalls(path)[1].items():
        got.setdefault(key[3], []).append(row)
    want = {line: [sum(row[i] for row in rows) for i in (0, 1)] for line, rows in want.items()}
    got = {line: [sum(row[i] for row in rows) for i in (0, 1)] for line, rows in got.items()}
    return "%d lines" % len(want), list(figures.differences("line", want, got, 1))


def main():
    for folder in "lprof_text", "lprof-text":
        for path in figures.found(folder, "*.txt"):
            figures.check(path, compare_text)
    try:
        installed.python(VERSION)
        import line_profiler
    except (installed.Missing, ImportError) as why:
        tap.skip("line_profiler itself", why)
        return
    for path in figures.files("lprof", "*.lprof"):
        try:
            stats = load(line_profiler, path)
        except Exception as error:
            tap.skip(os.path.basename(path), "line_profiler cannot load it: %r" % error)
            continue
        figures.check(path, lambda path: compare_file(stats, path))
        for unit in 1e-6, 1e-3, 1:
            figures.check(path, lambda path: compare_print(line_profiler, stats, {"output_unit": unit}))


main()
tap.done()
