#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""austin-python (from PyPI): its mojo2austin makes text of MOJO files, which must say the same as what ncalls reads in
the file itself. It leaves out frames that austin could not read."""
import os
import subprocess
import sys
import tempfile

import figures
import installed
import tap

VERSION = "austin-python==2.4.0"
INVALID = "<invalid frame>"


def compare(path, folder):
    with tempfile.TemporaryDirectory() as scratch:
        other = os.path.join(scratch, "text")
        subprocess.run([sys.executable, "-c", "from austin.format.collapsed_stack import main; main()", path, other], check=True,
                       env={**os.environ, "PYTHONPATH": folder}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        text, functions, edges = figures.written(other)
    document, got, got_edges = figures.written(path)
    wrong = [] if text["unit"] == document["unit"] else ["%(unit)s" % document]
    if not any(INVALID in key for key in got):
        wrong += figures.differences("function", functions, got)
        wrong += figures.differences("edge", edges, got_edges)
        wrong += figures.differences("line", *(
            {key: [row["self"]] for key, row in d["lines_by_name"].items()} for d in (text, document)))
    if text["totals"]["self"] != document["totals"]["self"]:
        wrong.append("the sums are %d and %d" % (text["totals"]["self"], document["totals"]["self"]))
    return "%d functions, %d %s" % (len(got), document["totals"]["self"], document["unit"]), wrong


def main():
    try:
        folder = installed.python(VERSION)
    except installed.Missing as why:
        tap.skip("austin's own tools", why)
        return
    for path in figures.files("mojo", "*.mojo") + figures.found("austin", "*.mojo"):
        figures.check(path, lambda path: compare(path, folder))


main()
tap.done()
