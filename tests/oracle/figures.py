# SPDX-License-Identifier: MIT
"""What the oracles of readers share: what ncalls makes of a file, by name, and
what a list of stacks adds up to, reckoned without any of its code."""
import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

CORPUS = os.path.join(os.environ["srcdir"], "..", "shared", "corpus")
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def found(folder, pattern):
    """Of testdata and of the shared corpus, what is there."""
    return [path for root in (os.environ["testdata"], CORPUS)
            for path in sorted(glob.glob(os.path.join(root, folder, pattern)))]


def files(folder, pattern):
    """Likewise; skips out loud what is not there."""
    found = sorted(glob.glob(os.path.join(os.environ["testdata"], folder, pattern)))
    if not found:
        tap.ok(False, "testdata/%s has a file %s" % (folder, pattern))
    if os.path.isdir(CORPUS):
        found += sorted(glob.glob(os.path.join(CORPUS, folder, pattern)))
    else:
        tap.skip("the shared corpus of " + folder, "it is not beside the sources")
    return found


def written(path):
    """The document, {(file, name): [self, total]} and {(caller, callee): [self, total]} of it."""
    result = tap.run("report", path, "--format", "json")
    if result.returncode or result.stderr:
        raise AssertionError("exit %d: %s" % (result.returncode, result.stderr.decode("utf-8", "replace")))
    document = json.loads(result.stdout)
    names, functions, edges = {}, {}, {}
    for row in document["functions"]:
        names[row["id"]] = key = (row["file"], row["name"])
        if key in functions:
            key = names[row["id"]] = key + (row.get("line", 0),)
        functions[key] = [row["self"], row.get("total")]
    for row in document.get("edges", ()):
        edges[names[row["caller"]], names[row["callee"]]] = [row.get("self"), row.get("total")]
    document["lines_by_name"] = {names[row["function"]] + (row["line"],): row for row in document.get("lines", ())}
    return document, functions, edges


def add_up(stacks):
    """Functions and edges of (frames, root first; weight): each counts once a stack."""
    functions, edges = {}, {}
    for frames, weight in stacks:
        for frame in set(frames):
            functions.setdefault(frame, [0, 0])[1] += weight
        functions[frames[-1]][0] += weight
        pairs = list(zip(frames, frames[1:]))
        for pair in set(pairs):
            edges.setdefault(pair, [0, 0])[1] += weight
        if pairs:
            edges[pairs[-1]][0] += weight
    return functions, edges


def differences(what, expected, got, slack=0):
    for key in sorted(set(expected) | set(got), key=repr):
        one, other = expected.get(key), got.get(key)
        if one is None or other is None or any(
                (a is None) != (b is None) or (a is not None and abs(a - b) > slack) for a, b in zip(one, other)):
            yield "%s %r: the file says %s, ncalls %s" % (what, key, one, other)


def check(path, compare):
    """compare(path) is (text, a list of what differs)."""
    try:
        text, wrong = compare(path)
    except (AssertionError, KeyError, ValueError, IndexError, TypeError) as error:
        text, wrong = "could not be compared", [repr(error)]
    tap.ok(not wrong, "%s: %s" % (os.path.basename(path), text), *wrong[:5])
