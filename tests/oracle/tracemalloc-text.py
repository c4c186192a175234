#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tracemalloc's printed statistics, by regular expressions: the first kind of row that is printed counts, each
place once."""
import re

import figures
import tap

ROW = re.compile(r"(.+):(\d+): size=(-?[\d.]+) (B|KiB|MiB|GiB|TiB)(?: \([^)]*\))?, count=(\d+)")
BLOCKS = re.compile(r"(\d+) memory blocks: ([\d.]+) (B|KiB|MiB|GiB|TiB)$")
FRAME = re.compile(r'  File "(.*)", line (\d+)$')
UNITS = {"B": 1, "KiB": 2 ** 10, "MiB": 2 ** 20, "GiB": 2 ** 30, "TiB": 2 ** 40}


def size_of(number, unit):
    return int(float(number) * UNITS[unit] + 0.5)


def rows_of(path):
    """(kind, stack of (file, line), size, blocks) as they stand."""
    stack = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            row, blocks, frame = ROW.match(line), BLOCKS.match(line), FRAME.match(line)
            if stack is not None and frame:
                stack.append((frame[1], int(frame[2])))
                continue
            if stack is not None and line.startswith("    "):
                continue
            if stack:
                yield "traceback", stack, size, count
            stack = None
            if row:
                yield ("line" if int(row[2]) else "file"), [(row[1], int(row[2]))], size_of(row[3], row[4]), int(row[5])
            elif blocks:
                stack, size, count = [], size_of(blocks[2], blocks[3]), int(blocks[1])
    if stack:
        yield "traceback", stack, size, count


def compare(path):
    rows = list(rows_of(path))
    seen, stacks, blocks = set(), [], {}
    for kind, stack, size, count in rows:
        if kind != rows[0][0] or (kind != "traceback" and tuple(stack) in seen):
            continue
        seen.add(tuple(stack))
        stacks.append(([(file, "<file>") for file, _ in stack], size))
        leaf = (stack[-1][0], "<file>", stack[-1][1])
        blocks[leaf] = blocks.get(leaf, 0) + count
    functions, edges = figures.add_up(stacks)
    document, got_functions, got_edges = figures.written(path)
    got_blocks = {key: row["blocks"] for key, row in document["lines_by_name"].items() if "blocks" in row}
    wrong = list(figures.differences("function", functions, got_functions))
    wrong += figures.differences("edge", edges, got_edges)
    if blocks != got_blocks:
        wrong.append("blocks: %s" % (set(blocks.items()) ^ set(got_blocks.items())))
    return "%d of %d rows, %d bytes" % (len(stacks), len(rows), sum(size for _, size in stacks)), wrong


for path in figures.files("tracemalloc-text", "*.txt"):
    figures.check(path, compare)
tap.done()
