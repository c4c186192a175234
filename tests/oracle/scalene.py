#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scalene: every line's time is its percentages of the time elapsed; functions are the sums of their lines."""
import json
import math

import figures
import tap


def rounded(number):
    return int(number + 0.5)


def functions_of(file):
    """{line: (name, first line)} (a function without CPU time is not named) by Scalene's own start_function_line, or by the regions of the functions' first lines."""
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


def compare(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    functions, lines, percent = {}, {}, 0
    for name, file in data["files"].items():
        found = functions_of(file)
        for row in file["lines"]:
            share = row["n_cpu_percent_python"] + row["n_cpu_percent_c"] + row["n_sys_percent"]
            if not (share or row["n_peak_mb"] or row["n_malloc_mb"] or row["n_mallocs"]):
                continue
            percent += share
            time = rounded(share * data["elapsed_time_sec"] * 1e7)
            function = (name,) + found[row["lineno"]]
            functions.setdefault(function, [0, None])[0] += time
            lines[function + (row["lineno"],)] = [
                time, rounded(row["n_peak_mb"] * 2 ** 20) if data["memory"] else None]
    document = figures.written(path)[0]
    named = {row["id"]: (row["file"], row["name"], row.get("line", 0)) for row in document["functions"]}
    got = {named[row["id"]]: [row["self"], row.get("total")] for row in document["functions"]}
    got_lines = {named[row["function"]] + (row["line"],): [row["self"], row.get("memory")] for row in document["lines"]}
    wrong = list(figures.differences("function", functions, got)) + list(figures.differences("line", lines, got_lines))
    whole = document["totals"]["self"]
    if not math.isclose(whole, percent * data["elapsed_time_sec"] * 1e7, abs_tol=len(lines) + 1):
        wrong.append("%.2f%% of %f s, but ncalls has %d ns" % (percent, data["elapsed_time_sec"], whole))
    if document["unit"] != "ns" or "edges" in document["has"] or "calls" in document["has"]:
        wrong.append("unit %(unit)s, has %(has)s" % document)
    return "%d functions, %d lines, %.2f %%" % (len(functions), len(lines), percent), wrong


for path in figures.files("scalene", "*.json"):
    figures.check(path, compare)
tap.done()
