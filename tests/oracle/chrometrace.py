#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every figure of a Chrome trace (calls, functions, edges, lines, stacks by thread) equals what its events add
up to when each thread is walked from moment to moment, for every file of testdata and of the shared corpus."""
import decimal
import fractions
import glob
import gzip
import json
import os
import re
import sys

import stacks_file
from stacks_file import Refused, text

# Owners of methods; another owner with a capital (_io.TextIOWrapper) is one, too.
TYPES = ("_thread.lock collections.deque select.epoll bool bytearray bytes complex coroutine dict dict_items dict_keys dict_values float frozenset function "
         "generator int list memoryview mappingproxy object property range set slice str tuple type").split()


def load(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        content = file.read().strip()
    if content.startswith("[") and not content.endswith("]"): # which the format allows
        content = content.rstrip(",") + "]"
    document = json.loads(content, parse_float=decimal.Decimal)
    return document if isinstance(document, dict) else {"traceEvents": document}


def builtin(name):
    """cProfile's name for viztracer's "builtins.exec" and "list.append"."""
    owner, dot, last = name.rpartition(".")
    if dot and ("." in owner and owner.rpartition(".")[2][:1].isupper() and owner.isascii() or owner in TYPES):
        return "<method '%s' of '%s' objects>" % (last, owner)
    return "<built-in method %s>" % re.sub(r"^io\.(open|open_code)$", r"_io.\1", name) # its name since 3.12


def frame_of(event, traced):
    """((file, first line, name), line executing)"""
    name = text(event.get("name") or "(unnamed)")
    if event.get("cat") == "py-spy":
        return (text(event["args"]["filename"] or ""), 0, name), event["args"]["line"] or 0
    found = re.fullmatch(r"(.*) \((.*):(\d+)\)", name, re.S)
    if found:
        return (found.group(2), int(found.group(3)), found.group(1)), 0
    found = re.fullmatch(r"([^(]+)\((\d+)\)\.(.+)", name, re.S)
    if found:
        return (found.group(1), int(found.group(2)), found.group(3)), 0
    return (("~", 0, builtin(name)) if traced else ("", 0, name)), 0


def nanoseconds(time):
    return fractions.Fraction(time) * 1000


def spans_of(events, traced):
    """[start, end, rank, frame] of each call of one thread. What begins at one moment and is as long: the
    first one is the caller, but for viztracer, which writes a call when it ends."""
    spans, waiting = [], []
    latest = max(nanoseconds(e["ts"] + (e.get("dur", e.get("tdur", 0)) if e["ph"] == "X" else 0)) for e in events)
    order = sorted(range(len(events)), key=lambda i: (events[i]["ts"], i))
    for i in order:
        event, at = events[i], nanoseconds(events[i]["ts"])
        if event["ph"] == "X":
            end = at + nanoseconds(event.get("dur", event.get("tdur", 0)))
            spans.append([at, end, -i if traced else i, frame_of(event, traced)])
        elif event["ph"] == "B":
            spans.append([at, latest, i, frame_of(event, traced)])
            waiting.append((event.get("name"), spans[-1], i))
        else:
            name = event.get("name")
            match = [k for k, (other, _, _) in enumerate(waiting) if name is None or name == other]
            for _, span, _ in waiting[match[-1]:] if match else []:
                span[1] = at
            del waiting[match[-1] if match else len(waiting):]
    return sorted(spans, key=lambda s: (s[0], -s[1], s[2]))


ROOT = re.compile(r"thread \(?(0x|\d)|process \d+")


def is_root(frame):
    """py-spy's threads and processes are no functions."""
    return ROOT.match(frame[0][2]) and frame[0][:2] == ("", 0) and not frame[1]


def walk(sums, thread, spans, counts):
    """Between two moments at which anything begins or ends, the stack is what is open."""
    waiting, now, at = list(reversed(spans)), [], None
    while waiting or now:
        ends = min((s[1] for s in now), default=None)
        begins = waiting[-1][0] if waiting else None
        moment = ends if begins is None or (ends is not None and ends <= begins) else begins
        if now and moment > at:
            sums.add(thread, [s[3] for s in now if not is_root(s[3])], moment - at)
        at = moment
        if ends is not None and moment == ends and (begins is None or ends <= begins):
            now = [s for s in now if s[1] > moment]
            continue
        span = waiting.pop()
        frames = [s[3][0] for s in now if not is_root(s[3])]
        if counts is not None:
            function = span[3][0]
            pairs = list(zip(frames, frames[1:]))
            add(counts, function, function not in frames)
            if frames:
                add(counts, (frames[-1], function), (frames[-1], function) not in pairs)
        now.append(span)


def add(counts, key, is_primitive):
    row = counts.setdefault(key, [0, 0])
    row[0] += 1
    row[1] += is_primitive


def sums_of(path):
    document = load(path)
    events = [e for e in document["traceEvents"] if isinstance(e, dict)]
    calls = [e for e in events if e.get("ph") in ("B", "E", "X")]
    sampled = any(e.get("cat") == "py-spy" for e in calls)
    traced = "viztracer_metadata" in document or any(e.get("cat") == "FEE" for e in calls)
    names = {(e.get("pid"), e.get("tid")): text(e["args"]["name"])
             for e in events if e.get("ph") == "M" and e["name"] == "thread_name"}
    if not any(e["ph"] != "E" for e in calls):
        raise Refused("no call")
    sums, threads = stacks_file.Sums(), {}
    sums.calls = None if sampled else {}
    for event in calls: # py-spy tells threads by their number alone
        threads.setdefault((None if sampled else event.get("pid"), event.get("tid")), []).append(event)
    for thread, rows in threads.items():
        spans = spans_of(rows, traced)
        name = names.get(thread, "")
        first = next((frame_of(e, traced) for e in rows if e["ph"] == "B"), None)
        if sampled and first and is_root(first) and first[0][2].startswith("thread"):
            name = first[0][2]
        walk(sums, name, spans, sums.calls)
    for function in {s for s in (sums.calls or {}) if isinstance(s[0], str)}:
        sums.functions[function]
    return sums


def main():
    paths = glob.glob(os.path.join(os.environ["testdata"], "chrometrace", "*"))
    for folder in "chrometrace", "viztracer", "pyspy-chrometrace":
        paths += glob.glob(os.path.join(stacks_file.CORPUS, folder, "*.json"))
    return stacks_file.check(paths, sums_of)


if __name__ == "__main__":
    sys.exit(main())
