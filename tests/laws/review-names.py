#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Formats for code review: their readers get back each finding, whatever the
names are, and nothing that a name makes up."""
import csv
import html.parser
import io
import json
import marshal
import os
import re
import shutil
import subprocess
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


class Page(html.parser.HTMLParser):
    """What a comment may be: no element of a name's, nothing that loads, all folds shut again."""
    TAGS = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "ul", "li",
            "blockquote", "em", "a", "h2", "h3", "br"}

    def __init__(self):
        super().__init__()
        self.problems, self.comments, self.folds, self.deepest = [], [], 0, 0

    def handle_starttag(self, tag, attrs):
        if tag not in self.TAGS:
            self.problems.append(f"<{tag}>")
        for key, value in attrs:
            if (key, value) != ("open", None) and key != "align" and not (
                    key == "href" and re.fullmatch(r"https://example\.org/b/[\w.~/%-]*\.py#L\d+", value, re.A)):
                self.problems.append(f"<{tag} {key}={value!r}>")
        self.folds += tag == "details"
        self.deepest = max(self.deepest, self.folds)

    def handle_endtag(self, tag):
        self.folds -= tag == "details"

    def handle_comment(self, data):
        self.comments.append(data.strip())


def comment(data, names, mark="ncalls:report id=law v=1"):
    text = data.decode()
    yield from unsafe(text)
    first = text.split("\n", 1)[0]
    if not re.match(r"\*\*ncalls:\*\* \d+ (errors?|warnings?)\b", first) or len(text) > 60000:
        yield f"{len(text)} characters, the first line is {first[:200]!r}"
    if len(re.findall(r"^\| (?:error|warning|info) \|", text, re.M)) != len(names):
        yield "not a row for each finding"
    if not shutil.which("cmark-gfm"):
        return
    page = Page()
    page.feed(subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"],
                             input=data, stdout=subprocess.PIPE, check=True).stdout.decode())
    yield from page.problems[:5]
    if page.folds or page.deepest != 1:
        yield f"{page.folds} folds are open, the deepest is {page.deepest}"
    if [c for c in page.comments if c] != ([mark] if mark else []):
        yield f"comments: {page.comments}"


def summary(data, names):
    return comment(data, names, None)


def benchmark(data, names):
    rows = json.loads(data)
    keys = [row["name"] for row in rows]
    if len(set(keys)) != len(keys) or sum(key.startswith("NC101 ") for key in keys) != len(names):
        yield f"{len(keys)} names, {len(set(keys))} of them distinct"
    for row in rows:
        if set(row) != {"name", "unit", "value"} or isinstance(row["value"], str) or not row["unit"]:
            yield f"wrong row: {row}"
        yield from unsafe(row["name"])


def bencher(data, names):
    pairs = []
    rows = json.loads(data, object_pairs_hook=lambda found: pairs.append(found) or dict(found))
    if len(pairs[-1]) != len(rows) or sum(key.startswith("NC101 ") for key in rows) != len(names):
        yield f"{len(pairs[-1])} benchmarks, {len(rows)} of them distinct"
    for name, measures in rows.items():
        yield from unsafe(name)
        if not name.strip() or len(name) > 1024 or name != name.strip():
            yield f"no name: {name!r}"
        if not measures or any(set(value) != {"value"} for value in measures.values()):
            yield f"{name}: {measures}"


LABEL = r'[a-z_]+="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(r"([a-z_]+)(\{" + LABEL + "(?:," + LABEL + r")*\})? (-?[0-9]+(?:\.[0-9]+)?)")


def openmetrics(data, names):
    lines = data.decode().split("\n")
    yield from unsafe(data.decode())
    if lines[-2:] != ["# EOF", ""]:
        yield f"the end is {lines[-2:]}"
    samples = [SAMPLE.fullmatch(line) for line in lines[:-2] if not line.startswith("# ")]
    if None in samples:
        yield "a line that is no sample"
        return
    if len({m.group(1, 2) for m in samples}) != len(samples):
        yield "the same sample twice"
    if sum(m[1] == "ncalls_finding_calls" for m in samples) != len(names):
        yield "not a sample for each finding"


PARSERS = {"comment": comment, "summary": summary, "benchmark": benchmark, "bencher": bencher,
           "openmetrics": openmetrics, "sarif": sarif, "github": github, "gcc": gcc, "rdjsonl": rdjsonl, "rdjson": rdjson, "gitlab": gitlab,
           "checkstyle": checkstyle, "junit": junit, "csv": table}


# Those that say something without findings, too.
ALWAYS = {"comment", "summary", "benchmark", "bencher", "openmetrics"}


def check_comments(folder):
    """What has no room is left out whole, and that is said; ids and links that could do harm are refused."""
    path = os.path.join(folder, "much.prof")
    write(path, ["n" * 400 + str(i) for i in range(600)])
    for name, most in ("comment", 60000), ("summary", 1000000):
        got = law.run("report", path, "-f", name, "--limit", "all", "--sort", "calls", "--sort", "name")
        text = got.stdout.decode()
        problems = [f"{len(text)} characters"] if len(text) > most else []
        if len(text) < most and name == "comment" and "no room here" not in text:
            problems.append(f"{len(text)} characters, and nothing is said: {text[-200:]!r}")
        if not text.startswith("**ncalls:** "):
            problems.append(text[:100])
        law.check(f"{name}: at most {most} characters, whatever is to be said", problems)
    problems = []
    for words in (["--id", "x -->"], ["--id", ""], ["--id", "a--b"], ["--url", "javascript:alert(1)"],
                  ["--url", "https://x/ y"], ["--url", "https://x/)"], ["--url", "x"]):
        got = law.run("report", law.SMALL, "-f", "comment", *words)
        problems += law.wrong_message(got.stderr) + ([] if got.returncode == 2 and not got.stdout else [str(words)])
    law.check("ids and links that could do harm are refused", problems)


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


def main():
    with law.scratch() as folder:
        path = os.path.join(folder, "hostile.prof")
        for name, parse in PARSERS.items():
            problems = []
            for begin in range(0, len(HOSTILE), FEW):
                names = HOSTILE[begin:begin + FEW]
                write(path, names)
                got = law.run("findings", path, "--select", "NC101", "--limit", "all", "--path-prefix", "/srv/shop",
                              "--id", "law", "--url", "https://example.org/b", "-f", name)
                problems += [got.stderr] if got.returncode else list(parse(got.stdout, names))
            law.check(f"{name}: hostile names do no harm", problems)
            if name == "csv":
                got = law.run("report", path, "-f", "csv")
                law.check("csv: nor in the table of functions", list(table(got.stdout, names + [0])))
                continue
            if name in ALWAYS:
                continue
            got = law.run("tree", path, "-f", name)
            law.check(f"{name}: where no findings are looked for, it says so",
                      law.wrong_message(got.stderr) + ([] if got.returncode == 2 and not got.stdout else ["status"]))
        check_caps(folder)
        check_comments(folder)
    law.done()


main()
