#!/usr/bin/env python3
"""What ncalls says of a file against what Python reckons from the same bytes,
with nothing of ours in between: collapsed stacks, flame graphs, austin, .lprof,
tracemalloc, callgrind, pprof. Files of testdata and of the shared corpus."""
import gzip
import json
import os
import pickle
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict

SRCDIR = os.environ.get("srcdir", ".")
NCALLS = os.environ["ncalls"]
CORPUS = os.path.join(SRCDIR, "..", "shared", "corpus")
TESTDATA = os.environ["testdata"]


def said(path):
    """ncalls' JSON, and its functions by (name, file)."""
    out = subprocess.run([NCALLS, "report", "--format", "json", "--", path], stdout=subprocess.PIPE, check=True).stdout
    document = json.loads(out)
    functions = defaultdict(lambda: [0, 0])
    for f in document["functions"]:
        functions[f["name"], f["file"]][0] += f["self"]
        functions[f["name"], f["file"]][1] += f.get("total", 0)
    return document, functions


def text_of(path):
    with open(path, "rb") as f:
        data = f.read()
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding)
    return data.decode("utf-8", "surrogateescape")


def py_spy_frame(text):
    """"fib (app.py:4)"; anything else is a name."""
    m = re.fullmatch(r"(.*) \(([^()]*?)(?::(-?\d+))?\)", text)
    if m and (m.group(3) or re.search(r"[./\\<?]", m.group(2))):
        return m.group(1), m.group(2)
    m = re.fullmatch(r"([^:]*[./\\<][^:]*):(.*):(-?\d+)", text)
    if m:
        return m.group(2), m.group(1)
    return text, ""


def is_root(text):
    return re.match(r"thread \((\d|0x)|process \d|tid:\d", text) is not None


def add_stack(functions, frames, weight):
    for frame in set(frames):
        functions[frame][1] += weight
    functions[frames[-1]][0] += weight


def collapsed(path):
    functions = defaultdict(lambda: [0, 0])
    for line in text_of(path).splitlines():
        m = re.fullmatch(r"(.*) (\d+)", line)
        if not m or line.startswith(("#", "//")):
            continue
        names = m.group(1).split(";")
        while names and is_root(names[0]):
            names.pop(0)
            while names and names[0].startswith(" "):  # a thread's name with "; " in it
                names.pop(0)
        frames = [py_spy_frame(name) for name in names] if names and m.group(1) else [("<no frame>", "")]
        add_stack(functions, frames, int(m.group(2)))
    return functions


def flamegraph(path):
    """Only pictures with exact places: by their own attributes, from the leaves up."""
    fg = "{http://github.com/jonhoo/inferno}"
    boxes = []
    for group in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}g"):
        title, rect = group.find("{*}title"), group.find("{*}rect")
        if title is None or rect is None or rect.get(fg + "x") is None:
            continue
        x, w = int(rect.get(fg + "x")), int(rect.get(fg + "w"))
        boxes.append((float(rect.get("y")), x, x + w, title.text[:title.text.rindex(" (")]))
    if not boxes:
        return None
    boxes.sort()
    functions = defaultdict(lambda: [0, 0])
    rows = defaultdict(list)
    for box in boxes:
        rows[box[0]].append(box)
    ys = sorted(rows)

    def walk(level, box, above, in_roots):
        below = [b for b in rows[ys[level + 1]] if box[1] <= b[1] and b[2] <= box[2]] if level + 1 < len(ys) else []
        frames = above
        in_roots = not level or (in_roots and (is_root(box[3]) or (level > 1 and box[3].startswith(" "))))
        if not in_roots:
            frames = above + [py_spy_frame(box[3])]
            weight = box[2] - box[1]
            if frames[-1] not in above:
                functions[frames[-1]][1] += weight
            functions[frames[-1]][0] += weight - sum(b[2] - b[1] for b in below)
        for b in below:
            walk(level + 1, b, frames, in_roots)

    walk(0, rows[ys[0]][0], [], True)
    return functions


def austin(path):
    functions = defaultdict(lambda: [0, 0])
    text = text_of(path)
    scale = 1 if "# mode: memory" in text else 1000
    special = {":GC:": "<GC>", ":INVALID:": "<invalid frame>"}
    for line in text.splitlines():
        m = re.fullmatch(r"P\d+;T[^;]*?(?:;(.*))? (-?\d+)[-,\d]*", line)
        if not m:
            continue
        frames = []
        for name in (m.group(1) or "").split(";"):
            if name in special:
                frames.append((special[name], ""))
            elif name:
                file, function, _ = re.fullmatch(r"(.*?):(.*):(-?\d+)", name).groups()
                frames.append((function, file))
        add_stack(functions, frames or [("<no frame>", "")], int(m.group(2)) * scale)
    return functions


class Stub:
    def __setstate__(self, state):
        self.state = state


class DataOnly(pickle.Unpickler):
    def find_class(self, module, name):
        if name in ("LineStats", "Snapshot", "_Traces"):
            return Stub
        raise pickle.UnpicklingError(name)


def unpickled(path):
    with open(path, "rb") as f:
        return DataOnly(f, encoding="latin-1").load().state


def check_lprof(path):
    state = unpickled(path)
    document, functions = said(path)
    names = {f["id"]: (f["name"], f["file"], f["line"]) for f in document["functions"]}
    want = {}
    for (file, line, name), rows in state["timings"].items():
        for number, hits, ticks in rows:
            old = want.get((name, file, line, number), (0, 0))
            want[name, file, line, number] = (old[0] + hits, old[1] + round(ticks * state["unit"] * 1e9))
    got = {names[row["function"]] + (row["line"],): (row["hits"], row["self"]) for row in document.get("lines", [])}
    assert got.keys() == want.keys(), "lines differ"
    for key in want:
        assert got[key][0] == want[key][0] and abs(got[key][1] - want[key][1]) <= 1, (key, want[key], got[key])
    return "%d lines" % len(want)


def check_tracemalloc(path):
    want = defaultdict(lambda: [0, 0])
    for trace in unpickled(path)["traces"].state["_traces"]:
        size, traceback = (trace[1], trace[2]) if len(trace) > 2 else trace
        want[traceback[0]][0] += size
        want[traceback[0]][1] += 1
    document, _ = said(path)
    files = {f["id"]: f["file"] for f in document["functions"]}
    got = {(files[row["function"]], row["line"]): [row["self"], row["blocks"]] for row in document["lines"]}
    assert got == dict(want), "bytes or blocks of a line differ"
    return "%d lines, %d bytes" % (len(want), sum(v[0] for v in want.values()))


def check_callgrind(path):
    """Self cost by function: cost lines that do not follow calls=."""
    names, self_cost, calls = {}, Counter(), Counter()
    current, target, after_calls = None, None, False
    text = text_of(path)
    scale = 1000 if "creator: yappi" in text else 1
    for line in text.splitlines():
        key, _, value = line.partition("=")
        m = re.fullmatch(r"\((\d+)\)(?: (.*))?", value)
        if key in ("fn", "cfn"):
            if m and m.group(2):
                names[m.group(1)] = m.group(2)
            name = names[m.group(1)] if m else value
            current, target = (name, target) if key == "fn" else (current, name)
        elif key == "calls":
            after_calls = True
            calls[target] += int(value.split()[0])
        elif re.fullmatch(r"[+\-*]?\d* \d+|\d+", line):
            if not after_calls:
                self_cost[current] += int(line.split()[1]) * scale
            after_calls = False
    document, _ = said(path)
    assert sum(self_cost.values()) == document["totals"]["self"], "the sum of self cost differs"
    assert sum(calls.values()) == document["totals"]["calls"], "the sum of calls differs"
    assert sorted(v for v in self_cost.values() if v)[-5:] == sorted(f["self"] for f in document["functions"])[-5:]
    return "%d functions by name" % len(self_cost)


def fields(data):
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    while at < len(data):
        tag = varint()
        if tag & 7 == 0:
            yield tag >> 3, varint()
        else:
            assert tag & 7 == 2
            size = varint()
            yield tag >> 3, data[at:at + size]
            at += size


def numbers(value):
    return [v for _, v in fields(b"".join(b"\x08" + piece for piece in re.findall(rb"[\x80-\xff]*[\x00-\x7f]", value)))] \
        if isinstance(value, bytes) else [value]


def pprof(path):
    with open(path, "rb") as f:
        data = f.read()
    message = list(fields(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data))
    strings = [v.decode() for n, v in message if n == 6]
    function_names = {}
    for n, v in message:
        if n == 5:
            f = dict(fields(v))
            function_names[f[1]] = (strings[f.get(2, 0)], strings[f.get(4, 0)])
    locations = {}
    for n, v in message:
        if n == 4:
            parts = list(fields(v))
            locations[dict(parts)[1]] = [function_names[dict(fields(line))[1]] for k, line in parts if k == 4]
    types = [dict(fields(v)) for n, v in message if n == 1]
    scale = {"nanoseconds": 1, "microseconds": 1000, "count": 1, "bytes": 1}[strings[types[-1][2]]]
    functions = defaultdict(lambda: [0, 0])
    for n, v in message:
        if n == 2:
            ids = [x for k, w in fields(v) if k == 1 for x in numbers(w)]
            values = [x for k, w in fields(v) if k == 2 for x in numbers(w)]
            frames = [frame for i in reversed(ids) for frame in reversed(locations[i])]
            add_stack(functions, frames, values[-1] * scale)
    return functions


def compare(reckon):
    def check(path):
        want = reckon(path)
        if want is None:
            return None
        _, got = said(path)
        want = {key: figures for key, figures in want.items() if figures != [0, 0]}
        got = {key: figures for key, figures in got.items()
               if figures != [0, 0] and key[0] != "<frames too narrow to be drawn>"}
        for key in sorted(set(want) | set(got)):
            assert want.get(key) == got.get(key), "%r: the file says %s, ncalls %s" % (key, want.get(key), got.get(key))
        return "%d functions" % len(want)
    return check


CHECKS = (
    ("collapsed", ("collapsed", "pyspy-raw"), compare(collapsed)),
    ("flamegraph", ("flamegraph", "pyspy-svg"), compare(flamegraph)),
    ("austin", ("austin",), compare(austin)),
    ("lprof", ("lprof",), check_lprof),
    ("tracemalloc", ("tracemalloc",), check_tracemalloc),
    ("callgrind", ("callgrind",), check_callgrind),
    ("pprof", ("pprof",), compare(pprof)),
)


def files_of(folders):
    for root in (TESTDATA, CORPUS):
        for folder in folders:
            folder = os.path.join(root, folder)
            if os.path.isdir(folder):
                yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)))


def main():
    number = failed = 0
    if not os.path.isdir(CORPUS):
        number += 1
        print("ok %d - readers: the shared corpus # SKIP it is not beside the sources" % number)
    for name, folders, check in CHECKS:
        for path in files_of(folders):
            if path.endswith((".mojo", ".contention", ".cpu")):
                continue
            number += 1
            what = "readers: %s: %s" % (name, os.path.basename(path))
            try:
                result = check(path)
            except (AssertionError, subprocess.CalledProcessError) as error:
                failed += 1
                print("not ok %d - %s\n# %s" % (number, what, error))
                continue
            print("ok %d - %s%s" % (number, what, ": " + result if result else
                                    " # SKIP its places are rounded: nothing exact to compare with"))
    print("1..%d" % number)
    return failed != 0


raise SystemExit(main())
