#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print what Python itself says of pstats files, as JSON: an oracle that shares no code with ncalls.

    testdata/make/facts.py [--top] [--python PYTHON]... FILE...

A profile is read by Python's own marshal and pstats, in a process of its own: a file that holds code
objects can be read by the Python that wrote it only, and a wrong one may crash.  The version in
the file's name (fib-3.11.prof) chooses among the interpreters given with --python (paths, or folders
with CPython for WebAssembly, see wasm_python.mjs; without any, NCALLS_PYTHONS as for record).
Other files are read by the Python that runs this script.

Each file gives: the Python that read it; functions, calls, primitive, self (the figures of pstats'
first line: its total_calls, prim_calls and total_tt); edges (callers over all rows) and the shape of
their values; and its rows, sorted by self time, each with calls, primitive, self, total and callers.
With --top only the five largest rows, without callers.  A number that JSON lacks is a string ("nan").
"""

from __future__ import print_function

import argparse
import gzip
import json
import os
import pstats
import re
import subprocess
import sys

VERSION = re.compile(r"-((?:pypy)?[23]\.[0-9]+)\.p")


# What follows runs in any Python from 2.7 on.


def text(name):
    """A name as text: code objects are named like a module, Python 2's bytes are UTF-8 or Latin-1."""
    if hasattr(name, "co_firstlineno"):
        return "<code %s %s:%d>" % (text(name.co_name), text(name.co_filename), name.co_firstlineno)
    if isinstance(name, bytes):
        try:
            return name.decode("utf-8")
        except UnicodeDecodeError:
            return name.decode("latin-1")
    return name


def number(value):
    """A float as JSON can hold it."""
    return value if value - value == 0 else repr(value)


def label(function):
    file, line, name = function
    return {"file": text(file), "line": line, "name": text(name)}


def caller(function, value):
    said = label(function)
    if isinstance(value, tuple):
        said.update(calls=value[0], primitive=value[1], self=number(value[2]), total=number(value[3]))
    else:
        said.update(calls=value)
    return said


def row(function, figures, whole):
    primitive, calls, own, total, callers = figures
    said = label(function)
    said.update(calls=calls, primitive=primitive, self=number(own), total=number(total))
    if whole:
        said["callers"] = [caller(f, v) for f, v in sorted(callers.items(), key=lambda item: order(item[0]))]
    return said


def order(function):
    return [text(function[0]), function[1], text(function[2])]


def by_self_time(item):
    own = item[1][2]
    return [own != own, -own, order(item[0])]


def shape(value):
    return "tuple of %d" % len(value) if isinstance(value, tuple) else type(value).__name__


def facts(path, whole):
    stats = pstats.Stats(path)
    rows = sorted(stats.stats.items(), key=by_self_time)
    values = [value for _, figures in rows for value in figures[4].values()]
    return {
        "functions": len(rows),
        "calls": stats.total_calls,
        "primitive": stats.prim_calls,
        "self": number(stats.total_tt),
        "edges": len(values),
        "callers": sorted(set(map(shape, values))),
        "rows" if whole else "top": [row(f, r, whole) for f, r in (rows if whole else rows[:5])],
    }


def answer(path, whole="whole"):
    """One file, for the process that asked: as ASCII, which every Python prints alike."""
    print(json.dumps(facts(path, whole == "whole"), sort_keys=True))


# What follows runs in the Python that somebody started.


def unpacked(path, folder):
    """The path of a file that Python's pstats can read: itself, or unpacked into a folder."""
    if path.endswith(".gz"):
        with gzip.open(path) as stream:
            content = stream.read()
    elif path.endswith(".zst"):
        content = subprocess.run(["zstd", "-dcq", path], check=True, stdout=subprocess.PIPE).stdout
    else:
        return os.path.abspath(path)
    out = os.path.join(folder, os.path.basename(path))
    with open(out, "wb") as stream:
        stream.write(content)
    return out


def reader_of(path, pythons):
    said = VERSION.search(os.path.basename(path))
    if said and said.group(1) in pythons:
        return pythons[said.group(1)].command, pythons[said.group(1)].version
    return [sys.executable], "%d.%d.%d" % sys.version_info[:3]


def ask(path, pythons, whole, folder):
    command, version = reader_of(path, pythons)
    extent = "whole" if whole else "top"
    words = command + [os.path.abspath(__file__), "--answer", unpacked(path, folder), extent]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return {"read_by": version, "unreadable": last or "exit status %d" % done.returncode}
    return dict(json.loads(done.stdout.decode("ascii")), read_by=version)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0],
        epilog=__doc__.partition("\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument("--top", action="store_true", help="the five largest rows only, without callers")
    parser.add_argument("--python", metavar="PYTHON", action="append", help="an interpreter (repeatable)")
    given = parser.parse_args()

    import tempfile

    import interpreters

    pythons = interpreters.find(given.python or os.environ.get("NCALLS_PYTHONS", "").split(os.pathsep))
    with tempfile.TemporaryDirectory() as folder:
        said = {os.path.basename(path): ask(path, pythons, not given.top, folder) for path in given.files}
    json.dump(said, sys.stdout, indent=1, sort_keys=True, ensure_ascii=True)
    print()
    return 1 if any("unreadable" in facts for facts in said.values()) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer(*sys.argv[2:])  # without sys.exit, which CPython for WebAssembly would call an error
    else:
        sys.exit(main())
