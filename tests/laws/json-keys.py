#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""ncalls-json(5) names every key that --format json writes, and no other."""
import glob
import json
import os
import re
import subprocess
import sys

SRCDIR = os.environ["srcdir"]


def documented():
    """{object: [key, ...]} of the man page: a .Ss per object, an .It Va per key."""
    objects, current = {}, None
    with open(os.path.join(SRCDIR, "man", "ncalls-json.5"), encoding="utf-8") as page:
        for line in page:
            part = re.match(r"\.S[sh] (.*)", line)
            key = re.match(r"\.It Va (\w+)$", line)
            if part:
                current = part.group(1)
            elif key:
                objects.setdefault(current, []).append(key.group(1))
    return objects


def written_by_source():
    """Every key that stands in the writer, also those no test file has."""
    text = ""
    for name in "json.c", "json_diff.c", "json_figures.c", "json_endpoints.c", "json_findings.c", "json_gates.c":
        with open(os.path.join(SRCDIR, "src", "write", name), encoding="utf-8") as source:
            text += source.read()
    return set(re.findall(r'\\"(\w+)\\": ', text)) | set(re.findall(r'say_rows\(p, "(\w+)"', text))


def objects_of(document):
    yield "document", document
    yield "totals", document["totals"]
    for name in "source", "functions", "edges", "threads", "contexts", "lines":
        for row in document.get(name, []):
            yield name, row
    for finding in document["findings"]:
        yield "findings", finding
        yield "where", finding["where"]
        for step in finding["path"]:
            yield "path", step


def in_order(keys, order):
    places = [order.index(key) for key in keys]
    return places == sorted(places)


def main():
    man = documented()
    wrong = []
    listed = {key for keys in man.values() for key in keys}
    for key in sorted(listed ^ written_by_source()):
        wrong.append("%s: %s" % (key, "documented, never written" if key in listed else "written, not documented"))
    print("%sok 1 - the man page names the keys of the source, %d of them" % ("not " if wrong else "", len(listed)))

    paths = sorted(glob.glob(os.path.join(os.environ["testdata"], "*", "*")))
    seen, strange, read = set(), set(), 0
    for path in paths:
        run = subprocess.run([os.environ["ncalls"], "report", path, "--format", "json"], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)
        if run.returncode:
            continue
        read += 1
        for name, row in objects_of(json.loads(run.stdout.decode("utf-8"))):
            keys = tuple(row)
            if (name, keys) in seen:
                continue
            seen.add((name, keys))
            if not set(keys) <= set(man[name]) or not in_order(keys, man[name]):
                strange.add("%s: %s has %s" % (os.path.basename(path), name, ", ".join(keys)))
    bad = strange or not read
    print("%sok 2 - what is written for %d files is documented, in its order" % ("not " if bad else "", read))
    print("1..2")
    for line in wrong + sorted(strange):
        print("#   " + line)
    return bool(wrong or bad)


if __name__ == "__main__":
    sys.exit(main())
