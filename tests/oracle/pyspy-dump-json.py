#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""py-spy dump --json: one sample a thread, its frames turned round."""
import json

import figures
import tap


def compare(path):
    with open(path, encoding="utf-8") as file:
        threads = json.load(file)
    stacks = [([(frame["filename"], frame["name"]) for frame in reversed(thread["frames"])], 1)
              for thread in threads if thread["frames"]]
    functions, edges = figures.add_up(stacks)
    document, got_functions, got_edges = figures.written(path)
    wrong = list(figures.differences("function", functions, got_functions))
    wrong += figures.differences("edge", edges, got_edges)
    if document["unit"] != "samples" or document["totals"]["self"] != len(stacks):
        wrong.append("%d threads, ncalls says %s %s" % (len(stacks), document["totals"]["self"], document["unit"]))
    return "%d threads, %d frames" % (len(stacks), sum(len(stack) for stack, _ in stacks)), wrong


for path in figures.files("pyspy-dump", "*.json"):
    figures.check(path, compare)
tap.done()
