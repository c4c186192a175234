#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""memray's exports from Python's csv and json modules: bytes of every function and edge, blocks of every line."""
import csv
import json

import figures
import tap


def compare_csv(path):
    stacks, blocks = [], {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            frames = [frame.rsplit(";", 1) for frame in row["stack_trace"].split("|") if frame]
            frames = [tuple(reversed(place.split(";", 1))) + (int(line),) for place, line in frames]
            frames = frames or [("", "<no frame>", 0)]
            stacks.append(([frame[:2] for frame in reversed(frames)], int(row["size"])))
            blocks[frames[0]] = blocks.get(frames[0], 0) + int(row["num_allocations"])
    functions, edges = figures.add_up(stacks)
    document, got_functions, got_edges = figures.written(path)
    got_blocks = {key: row["blocks"] for key, row in document["lines_by_name"].items() if "blocks" in row}
    wrong = list(figures.differences("function", functions, got_functions))
    wrong += figures.differences("edge", edges, got_edges)
    if blocks != got_blocks:
        wrong.append("blocks: %s" % (set(blocks.items()) ^ set(got_blocks.items())))
    size = sum(weight for _, weight in stacks)
    if document["unit"] != "bytes" or document["totals"]["self"] != size:
        wrong.append("%d bytes, ncalls says %d %s" % (size, document["totals"]["self"], document["unit"]))
    return "%d rows, %d blocks, %d bytes" % (len(stacks), sum(blocks.values()), size), wrong


def compare_gprof2dot(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    names = [(row.get("module", ""), row["name"]) for row in data["functions"]]
    stacks = [([names[index] for index in reversed(row["callchain"])], row["cost"][0]) for row in data["events"]]
    functions, edges = figures.add_up(stacks)
    document, got_functions, got_edges = figures.written(path)
    wrong = list(figures.differences("function", functions, got_functions))
    wrong += figures.differences("edge", edges, got_edges)
    size = sum(weight for _, weight in stacks)
    if document["unit"] != "bytes" or document["totals"]["self"] != size:
        wrong.append("%d bytes, ncalls says %d %s" % (size, document["totals"]["self"], document["unit"]))
    return "%d events, %d functions, %d bytes" % (len(stacks), len(functions), size), wrong


def compare_stats(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    functions, lines = {}, {}
    for row in data["top_allocations_by_size"] + data["top_allocations_by_count"]:
        name, place = row["location"].split(":", 1)
        place, line = place.rsplit(":", 1)
        function = functions.setdefault((place, name), [0, None])
        function[0] += row.get("size", 0)
        figure = lines.setdefault((place, name, int(line)), [None, None])
        figure["count" in row] = row.get("size", row.get("count"))
    rest = data["total_bytes_allocated"] - sum(size for size, _ in functions.values())
    if rest:
        functions["", "<other allocations>"] = [rest, None]
    document, got, _ = figures.written(path)
    got_lines = {key: [row.get("self"), row.get("blocks")] for key, row in document["lines_by_name"].items()}
    wrong = list(figures.differences("line", lines, got_lines))
    wrong += figures.differences("function", {key: row[:1] for key, row in functions.items()},
                                 {key: row[:1] for key, row in got.items()})
    if document["totals"]["self"] != data["total_bytes_allocated"]:
        wrong.append("%d bytes, ncalls says %d" % (data["total_bytes_allocated"], document["totals"]["self"]))
    return "%d places, %d bytes" % (len(lines), data["total_bytes_allocated"]), wrong


for path in figures.files("memray", "*.csv"):
    figures.check(path, compare_csv)
for path in figures.files("memray", "*gprof2dot*.json"):
    figures.check(path, compare_gprof2dot)
for path in figures.files("memray", "*stats*.json"):
    figures.check(path, compare_stats)
tap.done()
