#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Frames are as wide as inferno and flamegraph.pl draw them, on the same stacks."""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

# Programs on the PATH, and how they are asked to draw everything.
PEERS = {"inferno-flamegraph": ["--minwidth=0"], "flamegraph.pl": ["--minwidth=0"]}


def stacks(seed):
    """Random stacks, recursion and prefixes of each other included."""
    dice = random.Random(seed)
    lines = []
    for _ in range(300):
        depth = dice.randint(1, 12)
        lines.append(";".join(f"f{dice.randint(1, 4 + level)}" for level in range(depth)) + f" {dice.randint(1, 900)}")
    return "\n".join(lines).encode() + b"\n"


def frames(svg):
    """How often each (row, name, samples) was drawn; rows count from the root."""
    found = []
    for group in xml.etree.ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        title, rect = group.find("{*}title"), group.find("{*}rect")
        if title is None or rect is None:
            continue
        match = re.match(r"(\S+) (?:· |\()([\d,]+) samples", title.text)
        if match:
            found.append((float(rect.get("y")), match[1], int(match[2].replace(",", ""))))
    rows = {y: row for row, y in enumerate(sorted({y for y, _, _ in found}, reverse=True))}
    return sorted((rows[y], name, samples) for y, name, samples in found)


def main():
    for program, options in PEERS.items():
        if not shutil.which(program):
            tap.skip(f"widths are those of {program}", f"{program} is not installed")
            continue
        for seed in range(5):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "stacks")
                with open(path, "wb") as out:
                    out.write(stacks(seed))
                theirs = frames(subprocess.run([program, *options, path], stdout=subprocess.PIPE,
                                               stderr=subprocess.DEVNULL, check=True).stdout)
                mine = frames(tap.run("flame", "--min-share", "0.0000001", path).stdout)
            differences = [str(row) for row in set(mine) ^ set(theirs)]
            tap.ok(len(mine) > 300 and mine == theirs, f"{len(mine)} frames are as wide as {program}'s, seed {seed}",
                   len(theirs), *sorted(differences)[:10])
    tap.done()


main()
