#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Files of several readers at once: what measures the same is summed, in any order and out of a folder, to the
same profile; what does not is refused with a sentence that names the file and both units. The table of readers
says which there are: each has a file in testdata."""
import json
import os
import random
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

UNITS = {"ns": "nanoseconds", "samples": "samples", "bytes": "bytes", "count": "counts"}


def read(*paths):
    done = tap.run("report", "--format", "json", *paths)
    return json.loads(done.stdout) if done.returncode == 0 else done


def figures(document):
    return {key: value for key, value in document.items() if key != "source"} if isinstance(document, dict) else None


def smallest_of_each():
    """{reader: (path, unit)}, of what is in testdata."""
    found = {}
    for path, _ in sorted(tap.profiles(), key=lambda row: os.path.getsize(row[0])):
        document = read(path)
        found.setdefault(document["source"][0]["reader"], (path, document["unit"]))
    return found


def summed(unit, paths):
    want = read(*paths)
    text = "%d files of %d readers in %s" % (len(paths), len(paths), UNITS[unit])
    tap.ok(isinstance(want, dict), text + " are summed", want)
    if not isinstance(want, dict):
        return
    whole = sum(read(path)["totals"]["self"] for path in paths)
    tap.ok(want["totals"]["self"] == whole, text + ": the total is the sum of totals", want["totals"], whole)
    for seed in range(3):
        order = random.Random(seed).sample(paths, len(paths))
        tap.ok(figures(read(*order)) == figures(want), "%s: another order, the same (%d)" % (text, seed + 1), *order)
    with tempfile.TemporaryDirectory(prefix="ncalls-law-") as folder:
        for i, path in enumerate(paths):
            shutil.copy(path, os.path.join(folder, "%d-%s" % (i, os.path.basename(path))))
        tap.ok(figures(read(folder)) == figures(want), text + ": out of a folder, the same")


def refused(one, other):
    (path, unit), (second, second_unit) = one, other
    done = read(path, second)
    text = "%s and %s do not mix" % (os.path.relpath(path, tap.TESTDATA), os.path.relpath(second, tap.TESTDATA))
    if isinstance(done, dict):
        tap.ok(False, text, "they were summed")
        return
    said = done.stderr.decode("utf-8", "replace")
    fine = done.returncode == 2 and not done.stdout and said.count("\n") == 1
    tap.ok(fine and second in said and UNITS[unit] in said and UNITS[second_unit] in said, text, said)


def main():
    files = smallest_of_each()
    names = [line.split()[0] for line in tap.run("formats").stdout.decode().split("Writes")[0].splitlines()
             if line.startswith("  ")]
    lacking = sorted(set(names) - set(files))
    tap.ok(not lacking, "each of %d readers has a file in testdata" % len(names), *lacking)
    groups = {}
    for path, unit in files.values():
        groups.setdefault(unit, []).append(path)
    for unit, paths in sorted(groups.items()):
        summed(unit, sorted(paths))
    for name, row in sorted(files.items()): # each against one of another unit, either first
        other = next(row for _, row in sorted(files.items()) if row[1] != files[name][1])
        refused(row, other)
        refused(other, row)
    tap.done()


main()
