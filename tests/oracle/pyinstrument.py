#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""pyinstrument's trees and sessions: self, total and edges, from Python's json module.

A tree's times are rounded to a microsecond each: a function may be off by one for each frame it has; the
whole may not be off at all.
"""
import json

import figures
import tap


def frame_key(path, function, line, lines):
    lines.setdefault((path or "", function), set()).add(line)
    return (path or "", function, line)


def stacks_of_tree(root):
    """Every frame as a stack of its own, with what is left of its time; microseconds."""
    lines, stacks = {}, []
    todo = [(root, ())] if root else []
    while todo:
        frame, above = todo.pop()
        path = above + (frame_key(frame["file_path"], frame["function"], frame["line_no"], lines),)
        children = [child for child in frame["children"] if child["function"] != "[self]"]
        rest = round(frame["time"] * 1e6) - sum(round(child["time"] * 1e6) for child in children)
        stacks.append((path, rest * 1000))
        todo += [(child, path) for child in children]
    return stacks, lines


def stacks_of_session(records):
    lines, stacks = {}, []
    for identifiers, seconds in records:
        path = ()
        for identifier in identifiers:
            parts = identifier.split("\0")
            if len(parts) == 3 and parts[1] == "<thread>":
                continue
            path += (frame_key(parts[1], parts[0], int(parts[2].split("\1")[0] or 0), lines),)
        stacks.append((path, int(seconds * 1e9 + 0.5)))
    return stacks, lines


def by_line(document):
    names = {row["id"]: (row["file"], row["name"], row.get("line", 0)) for row in document["functions"]}
    functions = {names[row["id"]]: [row["self"], row["total"]] for row in document["functions"]}
    edges = {(names[row["caller"]], names[row["callee"]]): [row["self"], row["total"]] for row in document["edges"]}
    return functions, edges


def compare(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    tree = "root_frame" in data
    stacks, _ = stacks_of_tree(data["root_frame"]) if tree else stacks_of_session(data["frame_records"])
    functions, edges = figures.add_up(stacks)
    document = figures.written(path)[0]
    got_functions, got_edges = by_line(document)
    slack = 2000 * max(len(stack) for stack, _ in stacks) if tree else 0
    wrong = list(figures.differences("function", functions, got_functions, slack))
    wrong += figures.differences("edge", edges, got_edges, slack)
    whole = round(data["root_frame"]["time"] * 1e6) * 1000 if tree else sum(weight for _, weight in stacks)
    if document["totals"]["self"] != whole:
        wrong.append("the whole is %d, ncalls says %d" % (whole, document["totals"]["self"]))
    if document["unit"] != "ns" or "calls" in document["has"] or document["source"][0]["reader"] != "pyinstrument":
        wrong.append("unit %(unit)s, has %(has)s, source %(source)s" % document)
    return "%d functions, %d edges, %d ns" % (len(functions), len(edges), whole), wrong


for pattern in "*.json", "*.pyisession":
    for path in figures.files("pyinstrument", pattern):
        figures.check(path, compare)
tap.done()
