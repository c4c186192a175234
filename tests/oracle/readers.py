#!/usr/bin/env python3
"""What ncalls says of a file against what Python reckons from the same bytes,
with nothing of ours in between: collapsed stacks, flame graphs, austin, callgrind,
pprof; functions, and lines where frames name them. Files of testdata and of the
shared corpus."""
import gzip
import json
import os
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


class Sums:
    """Functions, by (name, file): [self, total]; lines, by (name, file, line): self."""

    def __init__(self):
        self.functions = defaultdict(lambda: [0, 0])
        self.lines = Counter()

    def add_self(self, frame, weight):
        self.functions[frame[:2]][0] += weight
        if frame[2] > 0 and weight:
            self.lines[frame] += weight


def py_spy_frame(text):
    """"fib (app.py:4)": (name, file, line); anything else is a name."""
    m = re.fullmatch(r"(.*) \(([^()]*?)(?::(-?\d+))?\)", text)
    if m and (m.group(3) or re.search(r"[./\\<?]|^\[", m.group(2))):
        return m.group(1), m.group(2), int(m.group(3) or 0)
    m = re.fullmatch(r"([^:]*[./\\<][^:]*):(.*):(-?\d+)", text)
    if m:
        return m.group(2), m.group(1), int(m.group(3))
    return text, "", 0


def is_root(text):
    return re.match(r"thread \((\d|0x)|process \d|tid:\d", text) is not None


def add_stack(sums, frames, weight):
    for function in {frame[:2] for frame in frames}:
        sums.functions[function][1] += weight
    sums.add_self(frames[-1], weight)


def collapsed(path):
    sums = Sums()
    # A process's command may hold what ends a frame or a line.
    for line in re.sub(r'process (\d+):".*?"(?=;)', r'process \1:""', text_of(path), flags=re.S).splitlines():
        m = re.fullmatch(r"(.*) (\d+)", line)
        if not m or line.startswith(("#", "//")):
            continue
        names = m.group(1).split(";")
        while names and is_root(names[0]):
            names.pop(0)
            while names and names[0].startswith(" "):  # a thread's name with "; " in it
                names.pop(0)
        frames = [py_spy_frame(name) for name in names] if names and m.group(1) else [("<no frame>", "", 0)]
        add_stack(sums, frames, int(m.group(2)))
    return sums


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
    sums = Sums()
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
            if frames[-1][:2] not in [frame[:2] for frame in above]:
                sums.functions[frames[-1][:2]][1] += weight
            sums.add_self(frames[-1], weight - sum(b[2] - b[1] for b in below))
        for b in below:
            walk(level + 1, b, frames, in_roots)

    walk(0, rows[ys[0]][0], [], True)
    return sums


def austin(path):
    sums = Sums()
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
                frames.append((special[name], "", 0))
            elif name:
                file, function, line = re.fullmatch(r"(.*?):(.*):(-?\d+)", name).groups()
                frames.append((function, file, int(line)) if function else (name, "", 0))
        add_stack(sums, frames or [("<no frame>", "", 0)], int(m.group(2)) * scale)
    return sums


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
            lines = [dict(fields(line)) for k, line in parts if k == 4]
            locations[dict(parts)[1]] = [function_names[line[1]] + (line.get(2, 0),) for line in lines]
    types = [dict(fields(v)) for n, v in message if n == 1]
    units = [strings[row[2]] for row in types]
    times = {"nanoseconds": 1, "microseconds": 1000, "\u03bcs": 1000}
    which = max((i for i, unit in enumerate(units) if unit in times), default=len(units) - 1)
    scale = times.get(units[which], 1)
    sums = Sums()
    for n, v in message:
        if n == 2:
            ids = [x for k, w in fields(v) if k == 1 for x in numbers(w)]
            values = [x for k, w in fields(v) if k == 2 for x in numbers(w)]
            frames = [frame for i in reversed(ids) for frame in reversed(locations[i])]
            add_stack(sums, frames or [("<no frame>", "", 0)], values[which] * scale)
    return sums


def differences(want, got):
    for key in sorted(set(want) | set(got)):
        if want.get(key) != got.get(key):
            yield "%r: the file says %s, ncalls %s" % (key, want.get(key), got.get(key))


def compare(reckon):
    def check(path):
        want = reckon(path)
        if want is None:
            return None
        document, got = said(path)
        names = {f["id"]: (f["name"], f["file"]) for f in document["functions"]}
        lines = Counter()
        for row in document.get("lines", ()):
            lines[names[row["function"]] + (row["line"],)] += row["self"]
        assert ("lines" in document["has"]) == bool(want.lines), "whether lines are known differs"
        wrong = list(differences({key: row for key, row in want.functions.items() if row != [0, 0]},
                                 {key: row for key, row in got.items()
                                  if row != [0, 0] and key[0] != "<frames too narrow to be drawn>"}))
        wrong += differences({key: own for key, own in want.lines.items() if own},
                             {key: own for key, own in lines.items() if own})
        assert not wrong, "\n# ".join(wrong[:5])
        return "%d functions, %d lines" % (len(want.functions), len(want.lines))
    return check


CHECKS = (
    ("collapsed", ("collapsed", "pyspy-raw"), compare(collapsed)),
    ("flamegraph", ("flamegraph", "pyspy-svg"), compare(flamegraph)),
    ("austin", ("austin",), compare(austin)),
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
