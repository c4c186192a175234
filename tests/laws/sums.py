#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Totals are the sums of their parts, and a sum of files does not depend on their order."""
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap


def read(*paths):
    result = tap.run("report", "--format", "json", *paths)
    return json.loads(result.stdout) if result.returncode == 0 else None


def parts(document):
    """What is wrong inside one profile."""
    totals, functions = document["totals"], document["functions"]
    for key in "self", "calls", "primitive":
        if key in totals and totals[key] != sum(row[key] for row in functions):
            yield f"totals.{key} is {totals[key]}, its parts are {sum(row[key] for row in functions)}"
    if totals["functions"] != len(functions):
        yield f"{totals['functions']} functions are said, {len(functions)} listed"
    if "edges" in document and totals["edges"] != len(document["edges"]):
        yield f"{totals['edges']} edges are said, {len(document['edges'])} listed"
    for row in functions:
        if "total" in row and row["self"] > row["total"] >= 0:
            yield f"{row['name']}: self {row['self']} is more than total {row['total']}"
        if "primitive" in row and row["primitive"] > row["calls"]:
            yield f"{row['name']}: more primitive calls than calls"


def figures(document):
    return {key: value for key, value in document.items() if key != "source"}


def main():
    singles = {}
    for path, name in tap.profiles():
        document = read(path)
        wrong = list(parts(document))
        tap.ok(not wrong, f"{name}: parts and totals agree", *wrong[:10])
        singles[path] = document["totals"]
    groups = {}
    for path in singles:
        groups.setdefault(os.path.splitext(path)[1], []).append(path)
    for suffix, paths in sorted(groups.items()):
        paths = paths[:12]
        shuffled = list(paths)
        random.Random(2).shuffle(shuffled)
        forth, back = read(*paths), read(*shuffled)
        tap.ok(forth and back and figures(forth) == figures(back),
               f"{len(paths)} *{suffix} files: the order of a sum does not matter")
        for key in "self", "calls":
            want = sum(singles[path].get(key, 0) for path in paths)
            tap.ok(forth and forth["totals"].get(key, 0) == want,
                   f"{len(paths)} *{suffix} files: {key} of the sum is the sum of {key}",
                   forth and forth["totals"], want)
    tap.done()


main()
