#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A profile is the same profile under any name, from standard input, and compressed."""
import gzip
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

# Names that promise something else.
NAMES = ["profile", "stacks.svg", "code.pyc", "results.lprof", "a b\n.json"]


def read(*arguments, **options):
    result = tap.run("report", "--format", "json", *arguments, **options)
    if result.returncode != 0:
        return result.stderr.decode("utf-8", "replace")
    document = json.loads(result.stdout)
    for source in document["source"]:
        del source["path"]
    return document


def check(path, name, folder):
    with open(path, "rb") as file:
        data = file.read()
    want = read(path)
    wrong = []
    for other in NAMES:
        place = os.path.join(folder, other)
        with open(place, "wb") as file:
            file.write(data)
        if read(place) != want:
            wrong.append(f"differs as {other!r}")
        os.unlink(place)
    if read("-", input=data) != want:
        wrong.append("differs from standard input")
    if data[:2] != b"\x1f\x8b" and data[:4] != b"\x28\xb5\x2f\xfd":
        if read("-", input=gzip.compress(data, 1, mtime=0)) != want:
            wrong.append("differs compressed by gzip")
    tap.ok(not wrong, name, *wrong)


with tempfile.TemporaryDirectory() as folder:
    for path, name in tap.profiles():
        check(path, name, folder)
tap.done()
