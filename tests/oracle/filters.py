#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Filters on whole stacks mean what pprof's do, stack by stack: focus keeps the stacks with a match, ignore those
without one, hide takes frames out, show_from takes away what is above the first match."""
import collections
import json
import os
import random
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

PATTERNS = ["f[123]", "f0", "m1", "f9", "f5|f6", r"m2\.py:0\(f4", r"^m0"]
ROUNDS = 400 if tap.LONG else 120


def draw_stacks(chance):
    names = [(f"m{chance.randrange(3)}.py", f"f{i}") for i in range(7)]
    stacks = collections.Counter()
    for _ in range(chance.randrange(1, 30)):
        stacks[tuple(chance.choice(names) for _ in range(chance.randrange(1, 7)))] += chance.randrange(1, 9)
    return stacks


def filtered(stacks, options):
    def matches(option, frame):
        return re.search(options[option], f"{frame[0]}:0({frame[1]})")
    for stack, count in stacks.items():
        if "focus" in options and not any(matches("focus", frame) for frame in stack):
            continue
        if "ignore" in options and any(matches("ignore", frame) for frame in stack):
            continue
        if "hide" in options:
            stack = tuple(frame for frame in stack if not matches("hide", frame))
        if "show-from" in options:
            first = next((i for i, frame in enumerate(stack) if matches("show-from", frame)), len(stack))
            stack = stack[first:]
        if stack:
            yield stack, count


def summed(stacks):
    """{function: [self, total]} and {(caller, callee): [self, total]}; recursion counts once a stack."""
    functions, edges = (collections.defaultdict(lambda: [0, 0]) for _ in range(2))
    for stack, count in stacks:
        pairs = list(zip(stack, stack[1:]))
        functions[stack[-1]][0] += count
        for frame in set(stack):
            functions[frame][1] += count
        if pairs:
            edges[pairs[-1]][0] += count
        for pair in set(pairs):
            edges[pair][1] += count
    return dict(functions), dict(edges)


def read(path, options):
    words = [word for option, pattern in options.items() for word in ("--" + option, pattern)]
    document = json.loads(tap.run("report", path, "--format", "json", "--quiet", *words).stdout)
    names = {f["id"]: (f["file"], f["name"]) for f in document["functions"]}
    return ({names[f["id"]]: [f["self"], f["total"]] for f in document["functions"]},
            {(names[e["caller"]], names[e["callee"]]): [e["self"], e["total"]] for e in document["edges"]})


def main():
    chance = random.Random(20261121)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stacks.txt")
        for _ in range(ROUNDS):
            stacks = draw_stacks(chance)
            options = {name: chance.choice(PATTERNS) for name in ("focus", "ignore", "hide", "show-from")
                       if chance.random() < 0.4}
            with open(path, "w", encoding="ascii") as out:
                for stack, count in stacks.items():
                    out.write(";".join(f"{name} ({file}:{len(name)})" for file, name in stack) + f" {count}\n")
            wanted, got = summed(filtered(stacks, options)), read(path, options)
            if got != wanted:
                wrong.append(f"{options}, {dict(stacks)}: {got}, not {wanted}")
    tap.ok(not wrong, f"filters leave of {ROUNDS} random sets of stacks what they should", *wrong[:3])
    tap.done()


main()
