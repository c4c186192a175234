#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check that what the recipes say of their profiles is in the profiles, or print it for other tests.

    testdata/make/truths.py [--python PYTHON]... [FILE...]     check; all of testdata/pstats without FILE
    testdata/make/truths.py --list [FILE...]     file, function or edge, number, calls or samples; by TABs

A recipe's TRUE maps a pattern of file names to what holds in all of them:

    "views.py:list_books": 1            all calls of the functions whose path ends so and whose name is that
    "fib.py:fib": (150049, 1)           all calls, and the primitive ones
    "a.py:f -> b.py:g": 847             the calls of g by f

0 means that there is no such row.  SWAPPED says that Python's pstats takes all calls for primitive ones
in these files and the other way round; UNIT is "samples" if the figures are no calls.  The figures are those a program is known to have, counted by hand from
its source; they are looked up in what facts.py says.  A file that no Python here can read is skipped.
"""

import argparse
import fnmatch
import os
import pathlib
import runpy
import sys
import tempfile

import facts
import interpreters

HERE = pathlib.Path(__file__).resolve().parent
PROFILES = HERE.parent / "pstats"


class Said:
    """What the recipe of one profile says of it; profiles are named after the folder of their recipe."""

    def __init__(self, name):
        recipe = HERE / name.partition("-")[0] / "recipe.py"
        said = runpy.run_path(str(recipe)) if recipe.exists() else {}
        self.swapped = said.get("SWAPPED", False)
        self.unit = said.get("UNIT", "calls")
        self.true = {}
        for pattern, figures in said.get("TRUE", {}).items():
            if fnmatch.fnmatch(name, pattern):
                self.true.update(figures)


def is_meant(row, what):
    path, _, name = what.rpartition(":")
    return row["name"] == name and ("/" + row["file"]).endswith("/" + path)


def found(rows, what):
    """(calls, primitive) of a function or an edge: the sum of all rows that are meant."""
    before, arrow, callee = what.partition(" -> ")
    meant = [row for row in rows if is_meant(row, callee if arrow else what)]
    if arrow:
        meant = [edge for row in meant for edge in row["callers"] if is_meant(edge, before)]
    return sum(row["calls"] for row in meant), sum(row.get("primitive", 0) for row in meant)


def as_meant(rows, swapped):
    if swapped:
        for row in rows:
            row["calls"], row["primitive"] = row["primitive"], row["calls"]
    return rows


def is_true(figures, expected):
    return figures == expected if isinstance(expected, tuple) else figures[0] == expected


def check(path, said, pythons, folder):
    """The number of truths that held and of those that did not in one file."""
    answer = facts.ask(str(path), pythons, True, folder)
    if "unreadable" in answer:
        print("%s: skipped, Python %s cannot read it: %s" % (path.name, answer["read_by"], answer["unreadable"]))
        return 0, 0
    rows = as_meant(answer["rows"], said.swapped)
    failed = 0
    for what, expected in said.true.items():
        figures = found(rows, what)
        if not is_true(figures, expected):
            print("%s: %s: %s expected, found %s" % (path.name, what, expected, figures))
            failed += 1
    return len(said.true) - failed, failed


def print_list(path, said):
    for what, expected in said.true.items():
        print(path.name, what, expected[0] if isinstance(expected, tuple) else expected, said.unit, sep="\t")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0],
        epilog=__doc__.partition("\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="print, do not check")
    parser.add_argument("--python", metavar="PYTHON", action="append", help="an interpreter (repeatable)")
    given = parser.parse_args()
    paths = given.files or sorted(PROFILES.iterdir())
    if given.list:
        for path in paths:
            print_list(path, Said(path.name))
        return 0

    pythons = interpreters.find(given.python or os.environ.get("NCALLS_PYTHONS", "").split(os.pathsep))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            said = Said(path.name)
            held, broken = check(path, said, pythons, folder) if said.true else (0, 0)
            passed += held
            failed += broken
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
