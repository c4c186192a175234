#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Formats for code review: their readers get back each finding, whatever the
names are, and nothing that a name makes up."""
import csv
import io
import json
import marshal
import os
import re
import urllib.parse
import xml.etree.ElementTree

import law

HOSTILE = [
    "x<script>alert(1)</script>", "]]>", "x<!-- -->", "&amp;&#60;", "a|b", "\\", "a\\", "[x](javascript:alert(1))", "[x](1)",
    "\\[x\\](1)", "![x](http://192.0.2.1/x)", "`code`", "@team #1", "%s%n", "%0A::error::x", "::error::x", "new\n::error::x",
    "cr\r::error::x", "crlf\r\n\r\n", "tab\tx", "nul\0x", "esc\x1b[31m", "a,b;c", '"quoted"', "'quoted'", '""', "=1+1",
    "+1", "-1", "@SUM(1)", " lead", "trail ", "x:1: error: y", "rlo\u202egnp", "ls\u2028x", "\ufeffbom", "tag\U000e0041",
    "lone\ud83d", "half\udce9", "nel\x85", "日本語", "cafe\u0301", "📚", "n" * 3000, "{}", "{cause}",
]
FEW = 9 # in one profile, so that each costs enough to be worth a word
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")


def write(path, names):
    """Each function, in a file of its name, runs a thousand queries."""
    execute = ("~", 0, "<method 'execute' of 'sqlite3.Cursor' objects>")
    callers, stats = {}, {}
    for i, name in enumerate(names):
        key = ("/srv/shop/" + name.replace("/", "∕") + ".py", i + 2, name)
        callers[key] = (1000 + i, 1000 + i, 1.0, 1.0)
        stats[key] = (1, 1, 0.001, 1.001, {})
    stats[execute] = (sum(c[0] for c in callers.values()), sum(c[1] for c in callers.values()), 1.0 * len(names),
                      1.0 * len(names), callers)
    with open(path, "wb") as out:
        marshal.dump(stats, out)


def unsafe(text):
    return [f"{c!r} stands as itself" for c in sorted(set(UNSAFE.findall(text)))]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def links(message):
    """The targets of SARIF's [text](target); backslashes escape."""
    return re.findall(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\.)*\]\(([^)]*)\)", message)


def sarif(data, names):
    run, = json.loads(data)["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    if len(results) != len(names):
        yield f"{len(results)} results of {len(names)}"
    for i, result in enumerate(results):
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"result {i}: another rule"
        related = {place["id"] for place in result["relatedLocations"]}
        for link in links(result["message"]["text"]):
            if not link.isdigit() or int(link) not in related:
                yield f"result {i} links to {link!r}"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        if not re.fullmatch(r"[\w.~/%-]+", uri, re.A) or not urllib.parse.unquote_to_bytes(uri).endswith(b".py"):
            yield f"result {i}: {uri!r}"
    if len({r["partialFingerprints"]["primaryLocationLineHash"] for r in results}) != len(results):
        yield "fingerprints are not distinct"
    for text in strings(run):
        yield from unsafe(text)


def github(data, names):
    text = data.decode()
    yield from unsafe(text.replace("\r", ""))
    lines = text.split("\n")[:-1]
    if len(lines) != len(names):
        yield f"{len(lines)} lines of {len(names)}"
    for line in lines:
        found = re.fullmatch(r"::(?:error|warning|notice) file=([^,:]*)\.py,line=(\d+),title=NC101 [^,:]*::(.*)", line)
        if not found:
            yield f"no command of ours: {line[:200]!r}"


def gcc(data, names):
    text = data.decode()
    yield from unsafe(text)
    for line in text.split("\n")[:-1]:
        if not re.fullmatch(r".*\.py:\d+: (?:error|warning|note): .* \[NC101\]", line):
            yield f"no message: {line[:200]!r}"
    if text.count("\n") != len(names):
        yield f"{text.count(chr(10))} lines of {len(names)}"


def diagnostics(rows, names):
    if len(rows) != len(names):
        yield f"{len(rows)} diagnostics of {len(names)}"
    for row in rows:
        if not row["location"]["path"].endswith(".py") or row["location"]["range"]["start"]["line"] < 2:
            yield f"wrong place: {row['location']!r}"
        for text in strings(row):
            yield from unsafe(text)


def rdjsonl(data, names):
    return diagnostics([json.loads(line) for line in data.decode().split("\n")[:-1]], names)


def rdjson(data, names):
    return diagnostics(json.loads(data)["diagnostics"], names)


def gitlab(data, names):
    rows = json.loads(data)
    if len(rows) != len(names) or len({row["fingerprint"] for row in rows}) != len(names):
        yield f"{len(rows)} issues of {len(names)}, or the same twice"
    for row in rows:
        if row["location"]["lines"]["begin"] < 2 or not row["location"]["path"].endswith(".py"):
            yield f"wrong place: {row['location']!r}"
        for text in strings(row):
            yield from unsafe(text)


def checkstyle(data, names):
    root = xml.etree.ElementTree.fromstring(data)
    files = root.findall("file")
    if len(files) != len(names) or any(len(file.findall("error")) != 1 for file in files):
        yield f"{len(files)} files of {len(names)}"
    for element in root.iter():
        if element.tag not in ("checkstyle", "file", "error"):
            yield f"<{element.tag}>"
        for value in element.attrib.values():
            yield from unsafe(value)


def junit(data, names):
    root = xml.etree.ElementTree.fromstring(data)
    case, = root.iter("testcase")
    failure, = case
    if failure.text.count("\n") != len(names):
        yield f"{failure.text.count(chr(10))} lines of {len(names)}"
    for element in root.iter():
        for value in [*element.attrib.values(), (element.text or "").replace("\n", "")]:
            yield from unsafe(value)


def table(data, names):
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    if len(rows) != len(names) + 1 or {len(row) for row in rows} != {len(rows[0])}:
        yield f"{len(rows) - 1} rows of {len(names)}, {[len(row) for row in rows]} cells"
    for row in rows:
        for cell in row:
            yield from unsafe(cell)
            if cell[:1] in ("=", "+", "-", "@"):
                yield f"a formula: {cell!r}"


PARSERS = {"sarif": sarif, "github": github, "gcc": gcc, "rdjsonl": rdjsonl, "rdjson": rdjson, "gitlab": gitlab,
           "checkstyle": checkstyle, "junit": junit, "csv": table}


def check_caps(folder):
    """GitHub takes ten of each kind, of which the last may say how many there are more."""
    path = os.path.join(folder, "many.prof")
    problems = []
    write(path, [f"f{i}" for i in range(15)])
    lines = law.run("findings", path, "--select", "NC101", "-f", "github").stdout.decode().splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    more = 15 - (len(lines) - 1)
    problems += [f"{kinds.count(kind)} {kind}" for kind in set(kinds) if kinds.count(kind) > 10]
    if lines[-1] != f"::notice title=ncalls::{more} more findings; ncalls findings says all":
        problems.append(lines[-1])
    law.check("github: what is too much is counted", problems)


def check_schema(folder, path):
    what = "SARIF is valid by the standard's schema"
    schema = os.environ.get("SARIF_SCHEMA")
    try:
        import jsonschema
    except ImportError:
        return law.skip(what, "the Python module jsonschema is not installed")
    if not schema:
        return law.skip(what, "SARIF_SCHEMA names no sarif-schema-2.1.0.json")
    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft7Validator(json.load(file))
    problems = []
    for profile in path, law.LARGE, law.SMALL:
        document = json.loads(law.run("findings", profile, "-f", "sarif").stdout)
        problems += [f"{profile}: {error.json_path} {error.message[:200]}" for error in validator.iter_errors(document)]
    law.check(what, problems)


def main():
    with law.scratch() as folder:
        path = os.path.join(folder, "hostile.prof")
        for name, parse in PARSERS.items():
            problems = []
            for begin in range(0, len(HOSTILE), FEW):
                names = HOSTILE[begin:begin + FEW]
                write(path, names)
                got = law.run("findings", path, "--select", "NC101", "--limit", "all", "--path-prefix", "/srv/shop",
                              "-f", name)
                problems += [got.stderr] if got.returncode else list(parse(got.stdout, names))
            law.check(f"{name}: hostile names do no harm", problems)
            if name == "csv":
                got = law.run("report", path, "-f", "csv")
                law.check("csv: nor in the table of functions", list(table(got.stdout, names + [0])))
                continue
            got = law.run("tree", path, "-f", name)
            law.check(f"{name}: where no findings are looked for, it says so",
                      law.wrong_message(got.stderr) + ([] if got.returncode == 2 and not got.stdout else ["status"]))
        check_caps(folder)
        check_schema(folder, path)
    law.done()


main()
