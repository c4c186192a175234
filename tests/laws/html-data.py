#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The data of an HTML page is what `--format json` says; what is too much for a page is left out by its cost, and
said; source text comes from below one folder only; templates of one's own are taken file by file."""
import json
import marshal
import os
import sys

import law

sys.path.insert(0, os.path.join(law.SRCDIR, "tests"))
import pagedata
import tap

CLASSES = ["mine", "stdlib", "package", "builtin", "generated", "unknown"]
KINDS = ["python", "builtin", "frozen", "native", "synthetic"]


def data_of(page):
    """The JSON of a page; columns are lists."""
    data = pagedata.of(page)
    if data is None:
        return None
    for part in ("functions", "edges", "tree", "lines"):
        for key, value in data.get(part, {}).items():
            if isinstance(value, str):
                data[part][key] = pagedata.numbers(value)
    return data


def written(*words):
    got = law.run("report", *words, "--format", "html")
    if got.returncode:
        raise SystemExit(f"{words}: status {got.returncode}, {got.stderr!r}")
    return got.stdout


def functions_of(data):
    """(calls, primitive, self, total, line, kind, class) of each function."""
    f, files = data["functions"], data["files"]
    unknown = [None] * f["count"]
    return [(*row[:4], row[4] or 0, KINDS[row[5]], CLASSES[files["class"][row[6]]])
            for row in zip(f.get("calls", unknown), f.get("primitive", unknown), f["self"], f["total"], f["line"],
                           f["kind"], f["file"])]


def edges_of(data):
    """[(caller, callee, calls, primitive, self, total)]"""
    e = data["edges"]
    unknown = [None] * e["count"]
    calls, own = e.get("calls", unknown), e.get("self", unknown)
    primitive = e.get("primitive") or [c - r for c, r in zip(calls, e["recursive"])] if e["count"] and (
        "primitive" in e or "recursive" in e) else unknown
    total = e.get("total") or [s + b for s, b in zip(own, e["below"])] if "total" in e or "below" in e else unknown
    caller, rows = 0, []
    for step, *row in zip(e["step"], e["callee"], calls, primitive, own, total):
        caller += step
        rows.append((caller, *row))
    return rows


def differences(data, document):
    """In what the page's data are not those of the JSON."""
    wanted = [tuple(f.get(k) for k in ("calls", "primitive", "self", "total")) + (f.get("line", 0), f["kind"], f["class"])
              for f in document["functions"]]
    if functions_of(data) != wanted:
        yield "functions"
    if "edges" in document and edges_of(data) != [
            tuple(e.get(k) for k in ("caller", "callee", "calls", "primitive", "self", "total")) for e in document["edges"]]:
        yield "edges"
    if data["unit"] != document["unit"] or set(document["has"]) - set(data["has"]): # a page has whole stacks, too
        yield "unit or has"
    if data["totals"]["self"] != document["totals"]["self"] or data["shown"]["functions"] != data["shown"]["of"]:
        yield "totals"
    for mine, other in zip(data["findings"], document["findings"], strict=True):
        if any(mine.get(k) != other.get(k) for k in ("rule", "name", "severity", "message", "fix", "cost", "saving", "calls", "fingerprint")):
            yield f"finding {other['fingerprint']}"
        if [s.get("calls") for s in mine["path"]] != [s.get("calls") for s in other["path"]]:
            yield f"the path of finding {other['fingerprint']}"
    if "lines" in data:
        lines = data["lines"]
        for key in ("hits", "self", "memory", "blocks"):
            if lines.get(key, [None] * lines["count"]) != [line.get(key) for line in document["lines"]]:
                yield f"lines: {key}"


def kind_problems(data):
    """Functions of a kind of work cost no more than the summary says of that kind: it adds built-ins that have none."""
    f, sums = data["functions"], {}
    for kind, cost in zip(f["category"], f["self"], strict=True):
        sums[f["categories"][kind]] = sums.get(f["categories"][kind], 0) + (cost or 0)
    spent = {row["title"]: row["self"] for row in data.get("spending", [])}
    return [f"{kind} {cost} of {spent.get(kind)}" for kind, cost in sums.items() if kind and cost > spent.get(kind, 0)]


def tree_problems(tree):
    """Children lie within their parents and never add up to more."""
    stack, below = [0], {0: 0}
    for node in range(1, tree["count"] + 1):
        depth = tree["depth"][node]
        if not 1 <= depth <= len(stack):
            return [f"node {node} is {depth} deep below {len(stack)}"]
        del stack[depth:]
        parent = stack[-1]
        below[parent] += tree["total"][node]
        if parent and below[parent] > tree["total"][parent]:
            return [f"children of node {parent} have {below[parent]} of {tree['total'][parent]}"]
        stack.append(node)
        below[node] = 0
    return []


def all_of_testdata():
    problems, compared, trees, kinds = [], 0, 0, set()
    for path in tap.files():
        got = law.run("report", path, "--format", "html")
        if got.returncode:
            continue
        data = data_of(got.stdout)
        document = json.loads(law.run("report", path, "--format", "json").stdout)
        name = os.path.relpath(path, law.TESTDATA)
        compared += 1
        problems += [f"{name}: {what}" for what in differences(data, document)]
        problems += [f"{name}: {what}" for what in kind_problems(data)]
        kinds.update(data["functions"]["categories"][1:])
        if "tree" in data:
            trees += 1
            problems += [f"{name}: {what}" for what in tree_problems(data["tree"])]
    law.check(f"{compared} pages hold what the JSON does, {trees} of them a call tree, {len(kinds)} kinds of work",
              problems or ([] if trees and len(kinds) > 5 else ["none"]))


def folding(folder):
    path = law.profile(os.path.join(folder, "many.prof"), 120000, fan=1)
    data = data_of(written(path))
    shown = data["shown"]
    law.check("100,000 of 120,000 functions fit, which is said",
              [] if (shown["functions"], shown["of"], data["functions"]["count"]) == (100000, 120000, 100000) else [shown])
    shown = data_of(written(path, "--min-share", "0.000001"))["shown"]
    law.check("--min-share takes more than fit", [] if shown["functions"] == 120000 else [shown])
    with open(path, "wb") as file:
        marshal.dump({("/srv/%s/%d.py" % ("long" * 60, i), 1, "f"): (1, 1, 1.0 + i, 1.0 + i, {}) for i in range(60000)}, file)
    page = written(path)
    shown = data_of(page)["shown"]
    law.check("long paths leave room for fewer functions, those that cost most",
              [] if len(page) < 15e6 and 5000 < shown["functions"] < 30000 and shown["least"] > 30000e9 else [len(page), shown])
    data = data_of(written(law.LARGE, "--min-share", "1"))
    document = json.loads(law.run("report", law.LARGE, "--format", "json").stdout)
    least = document["totals"]["self"] // 100
    wanted = [f["total"] for f in document["functions"] if f["total"] >= least]
    kept = {step["function"] for finding in data["findings"] for step in finding["path"]}
    got = [t for i, t in enumerate(data["functions"]["total"], 1) if t >= least or i not in kept]
    law.check(f"--min-share 1 leaves {len(wanted)} functions and the evidence", [] if got == wanted else [len(got)])
    law.check("evidence is on the page", [] if 0 not in kept else [kept])


def filters(folder):
    data = data_of(written(law.LARGE, "--focus", "books"))
    document = json.loads(law.run("report", law.LARGE, "--format", "json", "--focus", "books").stdout)
    rows = functions_of(data)
    problems = [] if [r[2] for r in rows] == [f["self"] for f in document["functions"]] else ["functions"]
    for finding in data["findings"]:
        name = finding["where"]["name"]
        at = finding["where"]["function"]
        if not at or data["strings"][data["functions"]["name"][at - 1]] != name:
            problems.append(f"{name} is function {at}")
    law.check("findings point to the functions that a filter left", problems)


# --- --source

def profile_of(path, files):
    """A function `f` in line 1 of each of these files."""
    with open(path, "wb") as out:
        marshal.dump({(file, 1, "f"): (1, 1, 0.5 + i, 0.5 + i, {}) for i, file in enumerate(files)}, out)
    return path


def sources(folder):
    """What may not be read, under every name that leads there."""
    inside, outside = os.path.join(folder, "in"), os.path.join(folder, "outside")
    os.makedirs(os.path.join(inside, "sub"))
    os.makedirs(outside)
    os.makedirs(inside + "-too")

    def put(path, text):
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    put(os.path.join(inside, "good.py"), "def f():\n\treturn '</script><b>\u202e'\n\nHIDDEN = 1\n")
    put(os.path.join(inside, "sub", "deep.py"), "def f():\n    return 'DEEP'\n")
    put(os.path.join(outside, "bad.py"), "def f():\n    return 'SECRET'\n")
    put(os.path.join(inside + "-too", "bad.py"), "def f():\n    return 'SECRET'\n")
    put(os.path.join(inside, "huge.py"), "def f(): return 'SECRET'\n" + "#" * (5 << 20))
    os.symlink(os.path.join(outside, "bad.py"), os.path.join(inside, "link.py"))
    os.symlink(outside, os.path.join(inside, "folder"))
    os.symlink("good.py", os.path.join(inside, "fine.py"))
    os.mkfifo(os.path.join(inside, "pipe.py"))
    good = [os.path.join(inside, "good.py"), "sub/deep.py", "fine.py", "sub/../sub/./deep.py"]
    bad = [os.path.join(outside, "bad.py"), os.path.join(inside, "..", "outside", "bad.py"), "../outside/bad.py",
           "link.py", "folder/bad.py", "pipe.py", "huge.py", "/dev/zero", "/dev/stdin", "/etc/passwd", "sub", "",
           os.path.join(inside + "-too", "bad.py"), "good.py\0", "/proc/self/environ", "in" * 4000]
    page = written(profile_of(os.path.join(folder, "traps.prof"), good + bad), "--source", inside)
    data = data_of(page)
    texts = ["\n".join(source["text"]) for source in data["sources"]]
    law.check("source text of files below the folder", [] if len(texts) == len(good) and all(
        text.startswith("def f():\n  ") for text in texts) and b"DEEP" in page else texts)
    law.check("nothing of any other file", [s for s in (b"SECRET", b"root:x:", b"PATH=") if s in page])
    law.check("nothing but the function", [s for s in (b"HIDDEN", "\u202e".encode(), b"</script><b>") if s in page])
    law.check("no text unless it is asked for", ["sources"] if "sources" in data_of(written(good[0].replace("good.py", "../traps.prof"))) else [])
    moved = profile_of(os.path.join(folder, "moved.prof"), ["/container/app/sub/deep.py"])
    law.check("a prefix that is taken off leads below the folder",
              [] if b"DEEP" in written(moved, "--source", inside, "--path-prefix", "/container/app") else ["no text"])
    got = law.run("report", moved, "--source", os.path.join(folder, "none"), "-o", os.path.join(folder, "x.html"))
    law.check("a folder that is not there is said", [] if got.returncode == 2 and got.stderr.count(b"\n") == 1
              and not os.path.exists(os.path.join(folder, "x.html")) else [got.stderr])


# --- --template

def templates(folder):
    own = os.path.join(folder, "own")
    os.makedirs(os.path.join(own, "page"))

    def page(name, text):
        for rest in ("report.html", "report.css", "page/summary.js"):
            if os.path.exists(os.path.join(own, rest)):
                os.unlink(os.path.join(own, rest))
        with open(os.path.join(own, name), "w") as out:
            out.write(text)
        return law.run("report", law.SMALL, "--format", "html", "--template", own)

    got = page("report.css", "body { color: #123456 }\n")
    law.check("a style of one's own, all else as built in",
              [] if b"#123456" in got.stdout and b"ncalls.start()" in got.stdout else [got.stderr])
    got = page("page/summary.js", "window.mine = 1 < 2 && 3;\n")
    law.check("a script of one's own", [] if b"window.mine = 1 < 2 && 3;" in got.stdout else [got.stderr])
    got = page("report.html", '<html><body><h1 data-slot="title"/><main/></body></html>')
    law.check("a page of one's own", [] if got.stdout.count(b"\n") < 4 and b"<h1>Profile" in got.stdout else [got.stdout])
    for name, text, words in [
            ("report.html", "<html>", b"report.html:1: this is no well-formed XML"),
            ("report.html", '<html data-slot="none"/>', b"there is no slot none"),
            ("report.html", '<html><p data-part="none"/></html>', b"there is no part none"),
            ("report.html", '<html><style data-file="none.css"/></html>', b"there is no file none.css"),
            ("report.css", "a > b < c", b"without < and &"),
            ("page/summary.js", "'</SCRIPT>'", b"without <!--, ]]> and </script"),
            ("page/other.js", "", b"none of the template's files is there")]:
        got = page(name, text)
        good = got.returncode == 2 and not got.stdout and words in got.stderr and got.stderr.count(b"\n") == 1
        law.check(f"{name}: {words.decode()}", [] if good else [got.returncode, got.stderr])


def main():
    with law.scratch() as folder:
        all_of_testdata()
        folding(folder)
        filters(folder)
        sources(folder)
        templates(folder)
    law.done()


main()
