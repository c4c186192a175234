#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scalene: every line's time is its percentages of the time elapsed; functions are the sums of their lines or, where
all time is in stacks, of these, with callers."""
import json
import math

import figures
import tap


def rounded(number):
    return int(number + 0.5)


def functions_of(file):
    """{line: (name, first line)} (a function without CPU time is not named) by Scalene's own start_function_line, or
    by the regions of the functions' first lines."""
    names = {row["lineno"]: row["line"] for row in file["functions"]}
    begun = {row["lineno"]: row["end_region_line"] for row in file["lines"]
             if row["start_region_line"] == row["lineno"]}
    # A decorated function begins before the line with its name, at which its region begins.
    regions = {first: begun[min(line for line in begun if line >= first)] for first in names
               if any(line >= first for line in begun)}
    behind = {min(line for line in begun if line >= first): first for first in names
              if any(line >= first for line in begun) and first not in begun}
    found = {}
    for row in file["lines"]:
        number = row["lineno"]
        if "start_function_line" in row:
            first = row["start_function_line"]
            first = behind.get(first, first)
            found[number] = (names.get(first, "<function>"), first) if first else ("<module>", 1)
            continue
        inside = [first for first in names if first <= number <= regions.get(first, first)]
        found[number] = (names[max(inside)], max(inside)) if inside else ("<module>", 1)
    return found


def stacks_of(data, share, by_line):
    """Root first, with their time; None if they are not all. A comprehension's line is its function's, as Scalene has
    it; `by_line` says of a line which function that is."""
    named = set(by_line.values())

    def function_of(frame):
        place, _, line = frame.rstrip(";").rpartition(":")
        function = tuple(place.rsplit(" ", 1))
        return function if function in named else by_line.get((function[0], int(line)), function)

    stacks = []
    for frames, row in data.get("stacks", ()):
        if not isinstance(row, dict) or not all(isinstance(frame, str) for frame in frames):
            return None
        stacks.append(([function_of(frame) for frame in frames], row["cpu_samples"]))
    whole = stacks and abs(sum(part for _, part in stacks) - share) <= 0.005
    return [(names, rounded(part * data["elapsed_time_sec"] * 1e9)) for names, part in stacks] if whole else None


def compare_stacks(stacks, document, got_edges):
    functions, edges = figures.add_up(stacks)
    got = {}
    for row in document["functions"]:
        old = got.get((row["file"], row["name"]), [0, 0])
        got[row["file"], row["name"]] = [old[0] + row["self"], old[1] + row["total"]]
    got = {key: row for key, row in got.items() if row != [0, 0]}
    return list(figures.differences("function", functions, got)) + list(figures.differences("edge", edges, {
        (one[:2], other[:2]): row for (one, other), row in got_edges.items()}))


def compare(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    functions, lines, by_line, percent = {}, {}, {}, 0
    for name, file in data["files"].items():
        found = functions_of(file)
        for row in file["lines"]:
            share = row["n_cpu_percent_python"] + row["n_cpu_percent_c"] + row["n_sys_percent"]
            if not (share or row["n_peak_mb"] or row["n_malloc_mb"] or row["n_mallocs"]):
                continue
            percent += share
            time = rounded(share * data["elapsed_time_sec"] * 1e7)
            function = (name,) + found[row["lineno"]]
            by_line[name, row["lineno"]] = function[:2]
            functions.setdefault(function, [0, None])[0] += time
            lines[function + (row["lineno"],)] = [
                time, rounded(row["n_peak_mb"] * 2 ** 20) if data["memory"] else None]
    document, _, got_edges = figures.written(path)
    named = {row["id"]: (row["file"], row["name"], row.get("line", 0)) for row in document["functions"]}
    got = {named[row["id"]]: [row["self"], row.get("total")] for row in document["functions"]}
    got_lines = {named[row["function"]] + (row["line"],): [row["self"], row.get("memory")] for row in document["lines"]}
    wrong = list(figures.differences("line", lines, got_lines))
    stacks = stacks_of(data, percent / 100, by_line)
    if stacks:
        wrong += compare_stacks(stacks, document, got_edges)
    else:
        wrong += figures.differences("function", functions, got)
    whole = document["totals"]["self"]
    if not stacks and not math.isclose(whole, percent * data["elapsed_time_sec"] * 1e7, abs_tol=len(lines) + 1):
        wrong.append("%.2f%% of %f s, but ncalls has %d ns" % (percent, data["elapsed_time_sec"], whole))
    if document["unit"] != "ns" or ("edges" in document["has"]) != bool(stacks) or "calls" in document["has"]:
        wrong.append("unit %(unit)s, has %(has)s" % document)
    return "%d functions, %d lines, %.2f %%, %d stacks" % (
        len(functions), len(lines), percent, len(stacks or ())), wrong


for path in figures.files("scalene", "*.json"):
    figures.check(path, compare)
tap.done()
