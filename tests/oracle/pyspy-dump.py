#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Dumps that are printed (py-spy dump, profiling.sampling dump): a thread's frames, turned round where the innermost
stands first, by regular expressions."""
import re

import figures
import tap

THREAD = re.compile(r"Thread (?:0x[0-9A-Fa-f]+|\d+)\b")
FRAME = re.compile(r"    (\S.*) \((.*?)(?::(-?\d+))?\)$")
SAMPLED = re.compile(r'  File "(.*)", (?:line (\d+), )?in (.*)$')


def stacks_of(path):
    stacks, turned = [], False
    with open(path, encoding="utf-8") as file:
        for text in re.sub(r"\x1b\[[\d;]*m", "", file.read()).splitlines():
            if THREAD.match(text) or text.startswith("Stack dump for PID "):
                turned = text.startswith("Stack")
                stacks.append([])
            elif stacks and turned and SAMPLED.match(text):
                found = SAMPLED.match(text)
                stacks[-1].append((found.group(1), found.group(3)))
            elif stacks and not turned and FRAME.match(text):
                found = FRAME.match(text)
                stacks[-1].insert(0, (found.group(2), found.group(1)))
    return [(frames, 1) for frames in stacks if frames]


def compare(path):
    stacks = stacks_of(path)
    assert stacks, "no stack to compare"
    functions, edges = figures.add_up(stacks)
    document, got, got_edges = figures.written(path)
    wrong = list(figures.differences("function", functions, got))
    wrong += figures.differences("edge", edges, got_edges)
    if document["totals"]["self"] != len(stacks):
        wrong.append("%d threads, ncalls says %d" % (len(stacks), document["totals"]["self"]))
    return "%d threads, %d functions" % (len(stacks), len(functions)), wrong


for folder, pattern in ("pyspy_dump", "*.txt"), ("pyspy-dump", "*.txt"), ("tachyon", "dump-*.txt"):
    for path in figures.found(folder, pattern):
        figures.check(path, compare)
tap.done()
