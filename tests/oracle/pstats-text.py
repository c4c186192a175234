#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What this Python's own pstats prints of a profile (print_stats, print_callers, print_callees), read back by ncalls:
every row and every edge is there, rounded as it was printed. And the tables of the shared corpus, whose profiles nobody
has: their rows by a regular expression."""
import io
import json
import os
import pstats
import re

import figures
import tap

MILLISECOND = 10 ** 6


def read(arguments, **options):
    """Rows by (file, line, name) and by pairs of them: [calls, primitive, self, total]."""
    result = tap.run("report", "--format", "json", "--quiet", *arguments, **options)
    if result.returncode:
        raise AssertionError(result.stderr.decode("utf-8", "replace"))
    document = json.loads(result.stdout)
    names = {row["id"]: (row["file"], row.get("line", 0), row["name"]) for row in document["functions"]}

    def figures_of(row):
        return [row.get("calls"), row.get("primitive"), row.get("self"), row.get("total")]

    return ({names[row["id"]]: figures_of(row) for row in document["functions"]},
            {(names[row["caller"]], names[row["callee"]]): figures_of(row) for row in document.get("edges", ())})


def differences(what, want, got):
    for key, row in want.items():
        other = got.get(key)
        if other is None or any(b is not None and abs(a - b) > slack for a, b, slack in zip(
                row, other, (0, 0, MILLISECOND // 2 + 1, MILLISECOND // 2 + 1))):
            yield "%s %r: in the profile %s, read in the print %s" % (what, key, row, other)


def compare(path):
    """Against the profile itself, as ncalls reads it: that this is right is json-pstats' business."""
    out = io.StringIO()
    stats = pstats.Stats(path, stream=out)
    stats.print_stats()
    stats.print_callers()
    stats.print_callees()
    functions, edges = read([path])
    got, got_edges = read(["--from", "pstats_text", "-"], input=out.getvalue().encode("utf-8", "surrogateescape"))
    wrong = list(differences("function", functions, got)) + list(differences("edge", edges, got_edges))
    return "%d functions, %d edges, printed and read" % (len(functions), len(edges)), wrong


ROW = re.compile(r" *(\d+)(?:/(\d+))?((?: +-?\d+\.\d+)+) +(\S.*)$")


def compare_text(path):
    """Of the first table of functions in the file."""
    want, in_table = {}, False
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.split()[:2] == ["ncalls", "tottime"] and "filename" in line:
                if want:
                    break
                in_table = True
                continue
            found = ROW.match(line) if in_table else None
            if found:
                times = found.group(3).split()
                if len(times) == 4:
                    row = want.setdefault(found.group(4), [0, 0, 0, 0])
                    calls = int(found.group(1)), int(found.group(2) or found.group(1))
                    for i, figure in enumerate(calls + (round(float(times[0]) * 1e9), round(float(times[2]) * 1e9))):
                        row[i] += figure
    got = {}
    for (file, line, name), row in read([path])[0].items():
        shown = "{%s}" % name[1:-1] if file == "~" and name[:1] == "<" else "%s:%d(%s)" % (file, line, name)
        got[shown] = row
    want = {key: row for key, row in want.items() if " at 0x" not in key and "profile:0(" not in key}
    renamed = {"{built-in method io.open}": "{built-in method _io.open}",
               "{built-in method io.open_code}": "{built-in method _io.open_code}"}
    wrong = ["%s: printed %s, read %s" % (key, row, got.get(renamed.get(key, key))) for key, row in want.items()
             if got.get(renamed.get(key, key)) != row]
    return "%d rows" % len(want), wrong


for path in figures.found("pstats", "*.prof")[::9] + figures.found("pstats_text", "*.prof"):
    try:
        pstats.Stats(path)
    except (ValueError, TypeError, EOFError) as error:
        tap.skip(os.path.basename(path), "this Python cannot load it: %s" % error)
        continue
    figures.check(path, compare)
for path in figures.found("pstats_text", "*.txt") + figures.found("pstats-text", "*.txt"):
    figures.check(path, compare_text)
tap.done()
