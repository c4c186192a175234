#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a page says of the order of time: spans lie within each other, and what a function's spans do not hand on is
its own time, in every file that has an order and in random traces however they overlap. A chart draws each of them."""
import json
import os
import random
import tempfile

import law
import sys

sys.path.insert(0, os.path.join(law.SRCDIR, "tests"))
import pagedata
import tap


def data_of(path):
    page = law.run("report", path, "--format", "html")
    return None if page.returncode else pagedata.of(page.stdout)


def problems_of(data):
    """Of one page's timeline."""
    t, found, first = data["timeline"], [], 0
    own = [0] * (data["functions"]["count"] + 1)
    rows = list(zip(*(pagedata.numbers(t[key]) for key in ("function", "depth", "step", "length_of", "calls_of"))))
    for track in t["tracks"]:
        at, path = 0, []
        for function, depth, step, length, calls in rows[first:first + track["count"]]:
            at += step
            del path[depth - 1:]
            if step < 0 or length < 0 or len(path) != depth - 1 or depth > track["depth"] or at + length > t["length"]:
                found.append("a span out of order: %r" % ((function, depth, at, length),))
                break
            if path and (at < path[-1][0] or at + length > path[-1][1] or path[-1][2]):
                found.append("a span that is not within %r: %r" % (path[-1], (at, length)))
            if depth > 1:
                own[path[-1][3]] -= length
            own[function] += length
            path.append((at, at + length, calls, function))
        first += track["count"]
    if first != t["count"] or len(rows) != t["count"]:
        found.append("tracks do not cover the spans")
    if t["unit"] == data["unit"] and not t["merged"] and not t["deep"] and not t["left_out"]:
        wanted = [0] + pagedata.numbers(data["functions"]["self"])
        found += ["function %d: own time %d, spans say %d" % (i, wanted[i], own[i])
                  for i in range(1, len(own)) if abs(wanted[i] - own[i]) > 0]
    return found


def random_trace(rng):
    """Calls of both forms on two threads, many of them overlapping, ended twice or never."""
    events = []
    for _ in range(rng.randint(1, 60)):
        event = {"name": "f%d (app.py:%d)" % ((rng.randint(1, 5),) * 2), "pid": 1, "tid": rng.randint(1, 2),
                 "ts": rng.randint(0, 40) + rng.randint(0, 3) / 4, "ph": rng.choice("XXXBE")}
        if event["ph"] == "X":
            event["dur"] = rng.randint(0, 20)
        events.append(event)
    if rng.randint(0, 1):
        events.sort(key=lambda event: event["ts"])
    elif rng.randint(0, 1):
        events.sort(key=lambda event: event["ts"] + event.get("dur", 0))
    return events


def known_orders():
    ordered = 0
    for path in tap.files():
        data = data_of(path)
        if data and "timeline" in data:
            ordered += 1
            law.check(os.path.relpath(path, law.TESTDATA), problems_of(data))
            chart = law.run("flame", "--flamechart", path)
            law.check("and it is drawn", [] if chart.returncode == 0 and b"<svg" in chart.stdout else [chart.stderr])
    law.check("files that know the order of time", [] if ordered else ["none does"])


def random_orders():
    wrong, ordered = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(40):
            path = os.path.join(folder, "trace.json")
            with open(path, "w", encoding="ascii") as out:
                json.dump(random_trace(random.Random(seed)), out)
            data = data_of(path)
            if data and "timeline" in data:
                ordered += 1
                wrong += ["seed %d: %s" % (seed, problem) for problem in problems_of(data)]
    law.check("random traces", wrong or ([] if ordered > 30 else ["only %d have an order" % ordered]))


known_orders()
random_orders()
law.done()
