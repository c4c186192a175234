#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""memray's exports from Python's csv and json modules: bytes of every function and edge, blocks of every line."""
import csv

import figures
import tap


def compare_csv(path):
    stacks, blocks = [], {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            frames = [frame.rsplit(";", 1) for frame in row["stack_trace"].split("|")]
            frames = [tuple(reversed(place.split(";", 1))) + (int(line),) for place, line in frames]
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


for path in figures.files("memray", "*.csv"):
    figures.check(path, compare_csv)
tap.done()
