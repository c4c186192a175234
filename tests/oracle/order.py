#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What ran when, as a page has it: against the time order of speedscope's own importer (from npm), against the events
of viztracer's traces themselves, and against austin's samples read line by line."""
import collections
import gzip
import json

import figures
import pagedata
import speedscope_own
import tap
from speedscope_own import ROOT, UNITS, of_trace

# What it does otherwise, on purpose.
DIFFERENT = {**speedscope_own.DIFFERENT, "handmade-x-overlap.json": "there what outlives its caller goes on under it"}
NEAR = 10  # nanoseconds: its sums are in floating point


# ---- what ncalls says --------------------------------------------------------

def timeline_of(path):
    """The page's timeline, {number: (file, name)}: tracks are lists of (depth, number, start, length)."""
    data = pagedata.of(tap.run("report", path, "--format", "html").stdout)
    rows = figures.written(path)[0]["functions"]
    names = {i + 1: (row["file"], row["name"]) for i, row in enumerate(rows)}
    timeline = data["timeline"]
    assert not timeline["merged"] and not timeline["deep"], "nothing is merged in so small a file"
    columns = [pagedata.numbers(timeline[key]) for key in ("depth", "function", "step", "length_of")]
    tracks, first = [], 0
    for track in timeline["tracks"]:
        at, spans = 0, []
        for depth, function, step, length in list(zip(*columns))[first:first + track["count"]]:
            at += step
            spans.append((depth, function, at, length))
        first += track["count"]
        tracks.append(spans)
    return tracks, names, timeline


def stacks_of_spans(spans, names):
    """[(begin, end, stack)] of one track."""
    found, path, at = [], [], 0

    def go_on(until):
        nonlocal at
        if until > at and path:
            found.append((at, until, tuple(key for key, _ in path)))
        at = max(at, until)
    for depth, function, start, length in spans:
        while len(path) >= depth:
            go_on(path[-1][1])
            path.pop()
        go_on(start)
        path.append((known(names[function]), start + length))
    while path:
        go_on(path[-1][1])
        path.pop()
    return put_together(found)


def known(key):
    """Built-ins have other names elsewhere; a thread that was seen without a frame has none, nor have py-spy's threads."""
    if key[1] == "<no frame>" or ROOT.match(key[1]):
        return None
    return key if key[0] not in ("", "~") else ""


def put_together(stacks):
    """Times since the first; neighbours that are alike are one."""
    found = []
    for begin, end, stack in stacks:
        stack = tuple(key for key in stack if key is not None)
        if not stack or end - begin < 1:
            continue
        if found and found[-1][2] == stack and begin - found[-1][1] < NEAR:
            found[-1] = (found[-1][0], end, stack)
        else:
            found.append((begin, end, stack))
    return [(begin - found[0][0], end - found[0][0], stack) for begin, end, stack in found]


def is_like(ours, theirs):
    """What is shorter than rounding may be in one of them alone."""
    ours, theirs = ([row for row in rows if row[1] - row[0] > NEAR] for rows in (ours, theirs))
    return len(ours) == len(theirs) and all(
        a[2] == b[2] and abs(a[0] - b[0]) <= NEAR and abs(a[1] - b[1]) <= NEAR for a, b in zip(ours, theirs))


def compare_tracks(ours, theirs):
    wrong = []
    left = [rows for rows in theirs if rows]
    for rows in ours:
        if not rows:
            continue
        match = next((i for i, other in enumerate(left) if is_like(rows, other)), None)
        if match is None:
            other = min(left, key=lambda other: abs(len(other) - len(rows)), default=[])
            wrong.append("no thread is as %r; the likest begins %r" % (rows[:3], other[:3]))
        else:
            del left[match]
    if left and not wrong:
        wrong.append("%d threads are not there: %r" % (len(left), left[0][:3]))
    return "%d threads, %d moments" % (len(ours), sum(map(len, ours))), wrong


# ---- speedscope --------------------------------------------------------------

def stacks_of_calls(profile, key_of):
    frames, unit = profile["frames"], UNITS[profile["unit"]]
    found, path, at = [], [], 0
    for opens, frame, value in profile["calls"]:
        now = value * unit
        if now > at and path:
            found.append((at, now, tuple(path)))
        at = now
        if opens:
            path.append(known(key_of(*frames[frame][:2])))
        else:
            path.pop()
    return put_together(found)


def compare_importer(path, profiles, key_of):
    tracks, names, _ = timeline_of(path)
    return compare_tracks([stacks_of_spans(spans, names) for spans in tracks],
                          [stacks_of_calls(profile, key_of) for profile in profiles])


# ---- traces, and austin's text -------------------------------------------------

def compare_events(path):
    """Each event of a call is a span: its function, when it began on the clock of all threads, how long it took."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        events = [event for event in json.load(file)["traceEvents"] if event["ph"] == "X"]
    begin = min(event["ts"] for event in events)
    want = collections.Counter()
    for event in events:
        key = known(of_trace(event["name"], ""))
        want[key, round((event["ts"] - begin) * 1000), round(event["dur"] * 1000)] += 1
    tracks, names, _ = timeline_of(path)
    got = collections.Counter((known(names[function]), start, length)
                              for spans in tracks for _, function, start, length in spans)
    want, got = (sorted(rows.elements(), key=repr) for rows in (want, got))
    want.sort(key=lambda row: (repr(row[0]), row[1], row[2]))
    got.sort(key=lambda row: (repr(row[0]), row[1], row[2]))
    wrong = ["the trace says %r, ncalls %r" % pair for pair in zip(want, got)
             if pair[0][0] != pair[1][0] or any(abs(a - b) > 2 for a, b in zip(pair[0][1:], pair[1][1:]))]
    if len(want) != len(got):
        wrong.insert(0, "%d calls in the trace, %d in ncalls" % (len(want), len(got)))
    return "%d calls, each when it was" % len(want), wrong[:5]


def compare_austin(path):
    clocks, theirs = {}, collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            where, weight = line.rstrip("\n").rsplit(" ", 1)
            process, thread, *frames = where.split(";")
            at, weight = clocks.get((process, thread), 0), int(weight.split(",")[0]) * 1000
            clocks[process, thread] = at + weight
            stack = tuple("" if frame.startswith(":") else tuple(frame.rsplit(":", 1)[0].rsplit(":", 1))
                          for frame in frames if frame)
            theirs[process, thread].append((at, at + weight, stack))
    tracks, names, _ = timeline_of(path)
    return compare_tracks([stacks_of_spans(spans, names) for spans in tracks],
                          [put_together(rows) for rows in theirs.values()])


speedscope_own.check("speedscope's time order", compare_importer, "--calls", different=DIFFERENT)
for pattern in ("viztracer*.json", "viztracer*.json.gz"):
    for folder in ("chrometrace", "viztracer"):
        for path in figures.found(folder, pattern):
            figures.check(path, compare_events)
for path in figures.files("austin", "*.austin"):
    if "-mem" not in path:
        figures.check(path, compare_austin)
tap.done()
