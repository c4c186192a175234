#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""viztracer's own tree of calls (functree, from PyPI), built from the events of each thread of its traces: calls, and
time with and without callees, by function. A name is compared as it stands."""
import collections
import gzip
import json
import re

import figures
import installed
import tap

VERSION = "viztracer==1.1.1"


def load(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def name_of(node):
    """Old releases wrote "file(line).function", too."""
    old = re.fullmatch(r"([^(]+)\((\d+)\)\.(.+)", node.fullname)
    return "%s (%s:%s)" % (old.group(3), old.group(1), old.group(2)) if old else node.fullname


def walk(tree, sums):
    """Nodes with the functions above them; recursion counts once."""
    todo = [(child, ()) for child in tree.root.children]
    while todo:
        node, above = todo.pop()
        duration = node.end - node.start
        name = name_of(node)
        row = sums[name]
        row[0] += 1
        row[1] += duration - sum(child.end - child.start for child in node.children)
        row[2] += 0 if name in above else duration
        todo += [(child, above + (name,)) for child in node.children]


def compare(path, func_tree):
    trees, sums = {}, collections.defaultdict(lambda: [0, 0, 0])
    for event in load(path)["traceEvents"]:
        if event["ph"] == "X" and event.get("cat", "FEE").upper() == "FEE":
            key = event["pid"], event["tid"]
            trees.setdefault(key, func_tree(*key)).add_event(event)
    for tree in trees.values():
        walk(tree, sums)
    document = figures.written(path)[0]
    got = collections.defaultdict(lambda: [0, 0, 0])
    for row in document["functions"]:
        name = "%s (%s:%d)" % (row["name"], row["file"], row["line"]) if row.get("line") else row["name"]
        got[name] = [row["calls"], row["self"], row["total"]]
    want = {name: [calls, own * 1000, total * 1000] for name, (calls, own, total) in sums.items()
            if " (" in name}  # built-ins have another name in ncalls
    assert want, "no call to compare"
    wrong = list(figures.differences("time of", {name: row[1:] for name, row in want.items()},
                                     {name: got[name][1:] for name in want}, 2000))
    wrong += figures.differences("calls of", {name: row[:1] for name, row in want.items()},
                                 {name: got[name][:1] for name in want})
    return "%d of %d functions, %d threads" % (len(want), len(sums), len(trees)), wrong


def main():
    try:
        installed.python(VERSION)
        from viztracer.functree import FuncTree
    except (installed.Missing, ImportError) as why:
        tap.skip("viztracer's own tree", why)
        return
    for path in figures.files("chrometrace", "viztracer*.json*") + figures.found("viztracer", "*.json*"):
        figures.check(path, lambda path: compare(path, FuncTree))


main()
tap.done()
