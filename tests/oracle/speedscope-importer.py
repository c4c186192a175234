#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""speedscope's own importer (from npm) on files of speedscope, traces and collapsed stacks: the weight of each
function without its callees and, where it has one frame only, with them. Its own sums are in floating point."""
import json
import os
import re
import subprocess

import figures
import installed
import tap

VERSION = "speedscope@1.20.0"  # the last release whose importer is a bundle of its own
SCRIPT = os.path.join(os.environ["srcdir"], "tests", "bench", "speedscope_import.js")
UNITS = {"none": 1, "bytes": 1, "nanoseconds": 1, "microseconds": 10 ** 3, "milliseconds": 10 ** 6, "seconds": 10 ** 9}
ROOT = re.compile(r"thread \(?(\d|0x)|process \d|tid:\d")
# What it does otherwise, on purpose.
DIFFERENT = {
    "py-spy-0.3.8-3.8.json": "py-spy wrote each sample as a second, which ncalls mends",
    "handmade-be-and-x.json": "events of both forms in one thread, which it reads apart",
    "handmade-e-wrong-name.json": "it ends what is on top, whatever name an end has",
    "handmade-ok-e-without-name.json": "it takes no end without a name",
    "chrometrace-function.json": "it puts what has one time into an order of its own, in which calls do not nest",
    "chrometrace-subprocesses-fork-tid-collision.json": "one number of a thread in several processes, which ncalls tells apart",
}


def of_speedscope(name, file):
    return file, name


def of_trace(name, file):
    """Arguments stand behind a name, as JSON."""
    text, brace, rest = name.partition(' {"')
    arguments = json.loads('{"' + rest) if brace else {}
    found = re.fullmatch(r"(.*) \((.*):(\d+)\)", text, re.S) or re.fullmatch(r"()([^(]+)\(\d+\)\.(.+)", text, re.S)
    if found and found.group(1):
        return found.group(2), found.group(1)
    return (found.group(2), found.group(3)) if found else (arguments.get("filename") or "", text)


def of_collapsed(name, file):
    found = re.fullmatch(r"(.*) \(([^()]*?)(?::(-?\d+))?\)", name)
    return (found.group(2), found.group(1)) if found else ("", name)


FOLDERS = (("speedscope", "*.json", of_speedscope), ("pyspy-speedscope", "*.json", of_speedscope),
           ("pyinstrument", "*.speedscope", of_speedscope), ("chrometrace", "*.json", of_trace),
           ("pyspy-chrometrace", "*.json", of_trace), ("viztracer", "*.json", of_trace),
           ("collapsed", "*.txt", of_collapsed), ("pyspy-raw", "*.txt", of_collapsed))


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


def main():
    try:
        release = os.path.join(installed.node(VERSION), "dist", "release")
    except installed.Missing as why:
        tap.skip("speedscope's importer", why)
        return
    files = [(path, key_of) for folder, pattern, key_of in FOLDERS
             for path in figures.found(folder, pattern)]
    done = subprocess.run(["node", SCRIPT, release] + [path for path, _ in files], stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    tap.ok(len(answers) == len(files), "speedscope's importer answers for %d files" % len(files))
    for answer, (path, key_of) in zip(answers, files):
        name = os.path.basename(path)
        why = DIFFERENT.get(name) or (answer.get("why") and "speedscope cannot import it: " + answer["why"][:80])
        if why:
            tap.skip(name, why)
        elif tap.run("report", path, "--format", "json").returncode:
            tap.skip(name, "ncalls refuses it, as tests of refusals say")
        else:
            figures.check(path, lambda path: compare(path, answer["profiles"], key_of))


main()
tap.done()
