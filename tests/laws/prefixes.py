#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every beginning of every file ends in a profile or in one line that names the file, and writes nothing.

One file of each kind and size is cut everywhere in its first bytes and at random further on; NCALLS_LONG=1
cuts all files at more places. NCALLS_SEED repeats other places.
"""
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

LONG = tap.LONG
RANDOM = random.Random(int(os.environ.get("NCALLS_SEED", "1")))
FIRST, FURTHER = (200, 400) if LONG else (12, 20)
LARGE = 1 << 20


def sizes(size):
    yield from range(min(FIRST, size))
    for _ in range(FURTHER):
        yield RANDOM.randrange(size)
    yield size - 1


def fault(path, folder):
    result = tap.run("report", "--format", "json", path, "-o", os.path.join(folder, "out.json"))
    written = os.listdir(folder)
    for name in written:
        os.unlink(os.path.join(folder, name))
    if result.returncode == 0:
        return None if written == ["out.json"] else f"status 0, but wrote {written}"
    if result.returncode != 2:
        return f"status {result.returncode}: {result.stderr!r}"
    lines = result.stderr.decode("utf-8").splitlines()
    if len(lines) != 1 or path not in lines[0]:
        return f"stderr is not one line that names the file: {lines}"
    if result.stdout or written:
        return f"failed, but wrote {written} and {len(result.stdout)} bytes"
    return None


def check(path, name, cut, folder):
    with open(path, "rb") as file:
        data = file.read()
    wrong = []
    for size in sorted(set(sizes(len(data)))):
        with open(cut, "wb") as file:
            file.write(data[:size])
        what = fault(cut, folder)
        if what:
            wrong.append(f"{size} of {len(data)} bytes: {what}")
    tap.ok(not wrong, f"{name} cut short", *wrong[:10])


def chosen():
    """All files, or the smallest of each suffix and Python."""
    seen = set()
    for path, name in sorted(tap.profiles(), key=lambda row: (os.path.getsize(row[0]), row[1])):
        stem, suffix = os.path.splitext(name)
        key = name if LONG else (suffix, stem.rpartition("-")[2])
        if os.path.getsize(path) <= LARGE and key not in seen:
            seen.add(key)
            yield path, name


with tempfile.TemporaryDirectory() as top:
    folder = os.path.join(top, "out")
    os.mkdir(folder)
    for path, name in chosen():
        check(path, name, os.path.join(top, "cut.bin"), folder)
tap.done()
