#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every figure of --format json equals the file's own, for every pstats file of
testdata and of the shared corpus: functions, edges, totals. The trap: a row
begins with primitive and all calls, a caller's tuple with all and primitive."""
import glob
import gzip
import json
import marshal
import os
import subprocess
import sys

import pstats_file

NCALLS = os.environ["ncalls"]
SRCDIR = os.environ["srcdir"]
TOP = 2 ** 63 - 1


def ns(seconds):
    """Nanoseconds, rounded once, half away from zero; beyond 64 bits the end."""
    value = seconds * 1e9
    if abs(value) >= 9.2e18:
        return TOP if value > 0 else -TOP
    return int(value - 0.5) if value < 0 else int(value + 0.5)


def add(table, key, figures):
    """Rows that are one function after normalising add up; unknown stays unknown."""
    old = table.get(key)
    if old is None:
        table[key] = list(figures)
    else:
        table[key] = [None if a is None or b is None else a + b for a, b in zip(old, figures)]


def known_calls(calls):
    return None if calls < 0 else calls


def edge_of(value, interval):
    """A count of samples is no count of calls: what it tells is time."""
    sampled = interval is not None
    if isinstance(value, int):
        return [None, None, None, ns(value * interval)] if sampled else [value, None, None, None]
    nc, cc, tt, ct = value
    return [None if sampled else known_calls(nc), known_calls(cc), ns(tt), ns(ct)]


def expected(data, is_yappi):
    sampled = pstats_file.is_sampled(data)
    functions, edges = {}, {}
    interval = None
    if sampled:
        interval = next(row[2] / row[0] for _, row in pstats_file.rows(data) if row[0] > 0)
    for key, (cc, nc, tt, ct, callers) in pstats_file.rows(data):
        callee = pstats_file.normal(key)
        if is_yappi:
            cc, nc = nc, cc
        calls = [None, None] if sampled or nc < 0 else [nc, cc]
        add(functions, callee, calls + [ns(tt), ns(ct)])
        for caller, value in callers:
            add(edges, (pstats_file.normal(caller), callee), edge_of(value, interval))
    has_calls = any(figures[0] is not None for figures in functions.values())
    for caller, _ in edges:
        functions.setdefault(caller, ([0, 0] if has_calls else [None, None]) + [0, 0])
    return functions, edges


def figures_of(row):
    return [row.get("calls"), row.get("primitive"), row.get("self"), row.get("total")]


def strict(pairs):
    result = dict(pairs)
    assert len(result) == len(pairs), "a key twice"
    return result


def written(path):
    run = subprocess.run([NCALLS, "report", path, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode or run.stderr:
        raise AssertionError("exit %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace")))

    def refuse(word):
        raise AssertionError("%s is no JSON" % word)

    document = json.loads(run.stdout.decode("utf-8", "strict"), object_pairs_hook=strict, parse_constant=refuse)
    names = {row["id"]: (row["file"], row.get("line", 0), row["name"]) for row in document["functions"]}
    functions = {names[row["id"]]: figures_of(row) for row in document["functions"]}
    edges = {(names[row["caller"]], names[row["callee"]]): figures_of(row) for row in document["edges"]}
    assert len(functions) == len(document["functions"]), "a function twice"
    assert len(edges) == len(document["edges"]), "an edge twice"
    return document, functions, edges


def differences(what, want, got):
    for key in sorted(set(want) | set(got), key=repr):
        if want.get(key) != got.get(key):
            yield "%s %r: the file says %s, ncalls %s" % (what, key, want.get(key), got.get(key))


def total(functions, column):
    values = [figures[column] for figures in functions.values()]
    return None if None in values else sum(values)


def plain(value):
    """A marshalled text as our own reader gives it."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def check_reader(data):
    """Our reader of marshal data against Python's, where that knows the file. It
    refuses other versions' code objects, and is not asked about any."""
    if any(isinstance(key[-1], pstats_file.Code) for key, _ in pstats_file.load(data).pairs):
        return False
    try:
        value = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return False
    ours = {key: row[:4] + (dict(row[4]),) for key, row in pstats_file.rows(data)}
    theirs = {tuple(map(plain, key)): row[:4] + ({tuple(map(plain, k)): v for k, v in row[4].items()},)
              for key, row in value.items() if len(key) == 3}
    assert repr(ours) == repr(theirs), "our reader of marshal data and Python's differ"
    return True


def compare(path, data):
    functions, edges = expected(data, "yappi" in os.path.basename(path))
    document, got_functions, got_edges = written(path)
    wrong = list(differences("function", functions, got_functions)) + list(differences("edge", edges, got_edges))
    totals = {"functions": len(functions), "edges": len(edges), "calls": total(functions, 0),
              "primitive": total(functions, 1), "self": total(functions, 2)}
    totals = {key: value for key, value in totals.items() if value is not None}
    wrong += list(differences("totals", totals, document["totals"]))
    return "%d functions, %d edges" % (len(functions), len(edges)), wrong


def main():
    corpus = os.path.join(SRCDIR, "..", "shared", "corpus")
    folders = [os.path.join(os.environ["testdata"], "pstats")]
    paths = []
    number = failed = checked = 0
    if os.path.isdir(corpus):
        folders += [os.path.join(corpus, "pstats"), os.path.join(corpus, "yappi")]
    else:
        number += 1
        print("ok %d - the shared corpus # SKIP it is not beside the sources" % number)
    for folder in folders:
        for suffix in "prof", "pstat", "pstats", "prof.gz":
            paths += glob.glob(os.path.join(folder, "*." + suffix))
    for path in sorted(paths):
        number += 1
        name = os.path.basename(path)
        with open(path, "rb") as file:
            data = file.read()
        if name.endswith(".gz"):
            data = gzip.decompress(data)
        if not pstats_file.rows(data):
            print("ok %d - %s # SKIP it holds no function" % (number, name))
            continue
        try:
            checked += check_reader(data)
            text, wrong = compare(path, data)
        except (AssertionError, KeyError, ValueError) as error:
            text, wrong = "", [repr(error)]
        failed += bool(wrong)
        print("%sok %d - %s: %s" % ("not " if wrong else "", number, name, text))
        for line in wrong[:5]:
            print("#   " + line[:400])
    number += 1
    failed += not checked
    print("%sok %d - Python's marshal module agrees on %d of %d files"
          % ("" if checked else "not ", number, checked, len(paths)))
    print("1..%d" % number)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
