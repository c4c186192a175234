#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""speedscope's own importer (from npm) on files of speedscope, traces and collapsed stacks: the weight of each
function without its callees and, where it has one frame only, with them. Its own sums are in floating point."""
import re

import figures
import speedscope_own
import tap
from speedscope_own import ROOT, UNITS


def of_collapsed(name, file):
    found = re.fullmatch(r"(.*) \(([^()]*?)(?::(-?\d+))?\)", name)
    return (found.group(2), found.group(1)) if found else ("", name)


FOLDERS = speedscope_own.FOLDERS + (("collapsed", "*.txt", of_collapsed), ("pyspy-raw", "*.txt", of_collapsed))


def add_up(profiles, key_of):
    """{function: [self, total]} in units of ncalls; total None where frames share the function."""
    sums, count = {}, {}
    for profile in profiles:
        frames = [(name, file, own, total) for name, file, _, own, total in profile["frames"]
                  if not ROOT.match(name) and not name.startswith(" ")]  # threads, and what "; " cut off their names
        for name, file, own, total in frames:
            key = key_of(name, file)
            row = sums.setdefault(key, [0, 0])
            row[0] += own * UNITS[profile["unit"]]
            row[1] += total * UNITS[profile["unit"]]
        keys = [key_of(frame[0], frame[1]) for frame in frames]
        for key in set(keys):
            count[key] = max(count.get(key, 0), keys.count(key))
    return {key: [own, total if count[key] == 1 else None] for key, (own, total) in sums.items()}


def is_near(one, other):
    return one is None or other is None or abs(one - other) <= max(3, 1e-6 * abs(one))


def said_by_ncalls(path):
    """[self, total] by (file, name): built-ins as the trace has them, lines of one function put together."""
    document = figures.written(path)[0]
    sums = {}
    for row in document["functions"]:
        key = (row["file"], row["name"])
        sums[key] = [sums[key][0] + row["self"], None] if key in sums else [row["self"], row["total"]]
    return sums


def compare(path, profiles, key_of):
    want, got = add_up(profiles, key_of), said_by_ncalls(path)
    wrong, compared = [], 0
    for key, row in sorted(want.items()):
        if key not in got and not key[0]:
            continue  # a built-in or a stack without a frame: named otherwise
        compared += 1
        if key not in got or not all(map(is_near, row, got[key])):
            wrong.append("%r: speedscope says %s, ncalls %s" % (key, row, got.get(key)))
    own = sum(profile["total"] * UNITS[profile["unit"]] for profile in profiles)
    return "%d functions, %g in all" % (compared, own), wrong


speedscope_own.check("speedscope's importer", compare, folders=FOLDERS)
tap.done()
