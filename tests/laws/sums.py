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
    # From Python 3.12 on cProfile sees all threads but keeps one stack of frames: what begins there is booked anywhere.
    threads = any(os.path.basename(row["file"]) in ("threading.py", "thread.py") for row in functions)
    for row in functions:
        if "total" in row and row["self"] > row["total"] >= 0 and not threads:
            yield f"{row['name']}: self {row['self']} is more than total {row['total']}"
        if "primitive" in row and row["primitive"] > row["calls"]:
            yield f"{row['name']}: more primitive calls than calls"


def figures(document):
    return {key: value for key, value in document.items() if key != "source"}


def kind(document):
    """What may be added up: files of one reader that know the same."""
    return document["source"][0]["reader"], document["unit"], *document["has"]


def main():
    groups, totals = {}, {}
    for path, name in tap.profiles():
        document = read(path)
        wrong = list(parts(document))
        tap.ok(not wrong, f"{name}: parts and totals agree", *wrong[:10])
        totals[path] = document["totals"]
        groups.setdefault(kind(document), []).append(path)
    for which, paths in sorted(groups.items()):
        paths = paths[:12] if len(paths) > 1 else paths * 2
        forth = read(*paths)
        what = f"{len(paths)} files of {' '.join(which)}"
        if paths[0] != paths[1]:
            shuffled = list(paths)
            random.Random(2).shuffle(shuffled)
            back = read(*shuffled)
            tap.ok(forth and back and figures(forth) == figures(back), f"{what}: the order of a sum does not matter")
        for key in "self", "calls":
            want = sum(totals[path].get(key, 0) for path in paths)
            tap.ok(forth and forth["totals"].get(key, 0) == want, f"{what}: {key} of the sum is the sum of {key}",
                   forth and forth["totals"], want)
    tap.done()


main()
