#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""profiling.sampling's binary files against what its own `replay` made of them (collapsed stacks, which hold
base names), and its JSON lines against Python's json module."""
import json
import os
import struct
import tempfile

import figures
import tap


def read_frame(text):
    if text.count(":") < 2:
        return ("", text)
    place, _ = text.rsplit(":", 1)
    return tuple(place.split(":", 1))


def replayed(path):
    """Stacks of the file beside it that replay wrote; None if there is none."""
    folder, name = os.path.split(path)
    other = os.path.join(folder, "replay-" + name.rsplit(".", 1)[0] + ".collapsed")
    if not os.path.exists(other):
        return None
    stacks = []
    with open(other, encoding="utf-8") as file:
        for line in file:
            stack, count = line.rstrip("\n").rsplit(" ", 1)
            stacks.append(([read_frame(frame) for frame in stack.split(";")[1:]], int(count)))
    return stacks


def base(key):
    return (os.path.basename(key[0]) if key[0] != "~" else "",) + key[1:2]


def compare_binary(path):
    with open(path, "rb") as file:
        samples, = struct.unpack_from("<Q", file.read(64), 28)
    document, got_functions, got_edges = figures.written(path)
    wrong = []
    if document["totals"]["self"] != samples or document["unit"] != "samples":
        wrong.append("%d samples, ncalls says %d" % (samples, document["totals"]["self"]))
    if document["source"][0]["python"] != "3.15" or "calls" in document["has"]:
        wrong.append("source %(source)s, has %(has)s" % document)
    stacks = replayed(path)
    if stacks is None:
        return "%d samples as its header says; it was not replayed" % samples, wrong
    functions, edges = figures.add_up(stacks)
    wrong += figures.differences("function", functions, {base(key): row for key, row in got_functions.items()})
    wrong += figures.differences(
        "edge", edges, {(base(one), base(other)): row for (one, other), row in got_edges.items()})
    return "%d samples, %d functions, %d edges as replayed" % (samples, len(functions), len(edges)), wrong


def compare_jsonl(path):
    strings, frames, functions, lines, samples, frame_count = {}, {}, {}, {}, None, {}
    with open(path, encoding="utf-8") as file:
        for record in map(json.loads, file):
            strings.update((row["str_id"], row["value"]) for row in record.get("strings", ()))
            frames.update((row["frame_id"], row) for row in record.get("frames", ()))
            samples = record.get("samples_total", samples)
            for row in record.get("entries", ()):
                frame = frames[row["frame_id"]]
                key = (strings[frame["path_str_id"]], strings[frame["func_str_id"]])
                key = ("" if key[0] == "~" and key[1].startswith("<") else key[0], key[1])
                figure = functions.setdefault(key, [0, 0])
                figure[0] += row["self"]
                figure[1] += row["cumulative"]
                count = frame_count.setdefault(key, [0, 0])
                count[0] += 1
                count[1] += row["cumulative"] > row["self"]
                if row["self"] and frame["line"] > 0:
                    line = key + (frame["line"],)
                    lines[line] = [lines.get(line, [0])[0] + row["self"]]
    for key, (count, callers) in frame_count.items():
        if count > 1 and callers:
            functions[key][1] = None
    document, got, _ = figures.written(path)
    got = {(key if key[0] != "~" else ("",) + key[1:]): row for key, row in got.items()}
    got_lines = {key: [row["self"]] for key, row in document["lines_by_name"].items()}
    wrong = list(figures.differences("function", functions, got)) + list(figures.differences("line", lines, got_lines))
    if document["totals"]["self"] != samples:
        wrong.append("%d samples, ncalls says %d" % (samples, document["totals"]["self"]))
    return "%d samples, %d functions, %d lines" % (samples, len(functions), len(lines)), wrong


def compare_gecko(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    strings, stacks = data["shared"]["stringArray"], []
    for thread in data["threads"]:
        table, frames, functions = thread["stackTable"], thread["frameTable"], thread["funcTable"]

        def named(frame):
            function = frames["func"][frame]
            name = functions["fileName"][function]
            if name is None:
                name = thread["resourceTable"]["name"][functions["resource"][function]]
            return ("" if strings[name] == "~" else strings[name], strings[functions["name"][function]])

        for stack in thread["samples"]["stack"]:
            path_of_frames = []
            while stack is not None:
                path_of_frames.append(named(table["frame"][stack]))
                stack = table["prefix"][stack]
            stacks.append((path_of_frames[::-1], 1))
    functions, edges = figures.add_up(stacks)
    document, got_functions, got_edges = figures.written(path)
    wrong = list(figures.differences("function", functions, got_functions))
    wrong += figures.differences("edge", edges, got_edges)
    if document["totals"]["self"] != len(stacks) or document["unit"] != "samples":
        wrong.append("%d samples, ncalls says %d" % (len(stacks), document["totals"]["self"]))
    return "%d samples of %d threads" % (len(stacks), len(data["threads"])), wrong


def newest(path):
    """The same file in the layout of version 58: files of functions are rows of shared.sources."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    rows = []
    for thread in data["threads"]:
        functions = thread["funcTable"]
        functions["source"] = []
        for name in functions.pop("fileName"):
            if name is not None and name not in rows:
                rows.append(name)
            functions["source"].append(None if name is None else rows.index(name))
    data["shared"]["sources"] = {"length": len(rows), "id": [None] * len(rows), "filename": rows}
    data["meta"]["preprocessedProfileVersion"] = 58
    return data


def compare_newest(path):
    with tempfile.TemporaryDirectory() as folder:
        other = os.path.join(folder, "newest")
        with open(other, "w", encoding="utf-8") as file:
            json.dump(newest(path), file)
        _, functions, edges = figures.written(path)
        _, other_functions, other_edges = figures.written(other)
    wrong = list(figures.differences("function", functions, other_functions))
    return "the same in version 58", wrong + list(figures.differences("edge", edges, other_edges))


for path in figures.files("tachyon", "*.gecko"):
    figures.check(path, compare_gecko)
    figures.check(path, compare_newest)
for path in figures.files("tachyon", "*.binary"):
    figures.check(path, compare_binary)
for path in figures.files("tachyon", "*.jsonl"):
    figures.check(path, compare_jsonl)
tap.done()
