#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Gates: a budget of exactly what was measured holds and of one less does not; a
baseline that was just written knows everything; a profile has not grown since
itself; every format tells the same outcomes, whatever the names are."""
import json
import marshal
import os
import sys
import xml.etree.ElementTree

import law

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

# Measure, and what it is limited by: (key of the budget, more of it).
BUDGETS = [
    ("calls", {}),
    ("queries", {}),
    ("requests", {}),
    ("calls", {"function": "*"}),
    ("queries", {"under": "*"}),
    ("calls", {"category": "time.*"}),
    ("findings", {}),
    ("findings", {"severity": "warning"}),
]
STATUS = {"passed": 0, "skipped": 0, "failed": 1, "unchecked": 2}
GROWTH = "new-findings,calls+0,queries+0,requests+0,calls(*)+0,per-call+0"
TIMES = "time+0%,self+0%,cumulative+0%"


def settings(folder, budgets):
    path = os.path.join(folder, "settings.yml")
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"budgets": budgets}, out) # which is YAML
    return path


def check(path, *words):
    got = law.run("check", path, "--format", "json", *words)
    try:
        return got, json.loads(got.stdout)["gates"]
    except ValueError:
        return got, None


def limited(measured, less):
    """The budgets that allow so much; what nobody knows is not limited."""
    budgets = []
    for i, ((measure, more), value) in enumerate(zip(BUDGETS, measured)):
        if value is not None and value >= less:
            budgets.append({measure: value - less, "name": str(i), **more})
    return budgets


def measures(path, folder):
    huge = [{measure: 10 ** 15, "name": str(i), **more} for i, (measure, more) in enumerate(BUDGETS)]
    got, gates = check(path, "--config", settings(folder, huge), "--no-baseline")
    if gates is None or len(gates) != len(huge):
        return None, [f"{path}: {got.stderr!r}"]
    wrong = [f"{path}: {g['gate']} is {g['outcome']}" for g in gates if g["outcome"] not in ("passed", "unchecked", "skipped")]
    return [g.get("measured") for g in gates], wrong


def budgets(path, folder):
    """Red at one less, green at exactly as much, for all that can be measured."""
    measured, wrong = measures(path, folder)
    for less, outcome in (0, "passed"), (1, "failed"):
        limits = limited(measured, less) if measured else []
        if not limits:
            continue
        got, gates = check(path, "--config", settings(folder, limits), "--no-baseline")
        wrong += [f"{path}: {g['gate']} with {g.get('limit')} is {g['outcome']}: {g['message']}" for g in gates or []
                  if g["outcome"] != outcome]
        if got.returncode != STATUS[outcome]:
            wrong.append(f"{path}: ends with {got.returncode}: {got.stderr!r}")
    return wrong, measured or []


def baseline(path, folder):
    """What was written is known, and writing it again changes nothing."""
    file = os.path.join(folder, "baseline.yml")
    texts = []
    while len(texts) < 2 and not (texts and "findings: []" in texts[0]):
        got = law.run("check", path, "--no-config", "--baseline", file, "--write-baseline")
        if got.returncode:
            return [f"{path}: {got.stderr!r}"]
        with open(file, encoding="utf-8") as text:
            texts.append(text.read())
    got, gates = check(path, "--no-config", "--baseline", file)
    wrong = [f"{path}: {gate['message']}" for gate in gates or [] if gate["outcome"] != "passed"]
    if texts[0] != texts[-1] or got.returncode or not gates:
        wrong.append(f"{path}: {got.returncode} {got.stderr!r}")
    rows = [line for line in texts[0].splitlines() if line.startswith("  - ")]
    keys = [[part.split('"')[1] for part in line.split(", ") if part.startswith(("file:", "function:"))] for line in rows]
    if all(len(key) == 2 for key in keys) and keys != sorted(keys):
        wrong.append(f"{path}: rows are not in order")
    return wrong


def itself(path, counts):
    """Nothing has grown since the profile itself."""
    conditions = TIMES if not counts else GROWTH + "," + TIMES
    got = law.run("diff", path, path, "--format", "json", "--fail-on", conditions)
    if got.returncode == 2 and not counts:
        return [] # of samples or lines
    gates = json.loads(got.stdout)["gates"]
    return [f"{path}: {g['gate']}: {g['message']}" for g in gates if g["outcome"] not in ("passed", "unchecked", "skipped")]


def all_profiles(folder):
    found = {"a budget of what was measured holds, of one less it does not": [], "a baseline knows what it was written of": [],
             "a profile has not grown since itself": []}
    read = limits = 0
    for path, _ in tap.profiles():
        read += 1
        wrong, measured = budgets(path, folder)
        limits += sum(value is not None for value in measured)
        found["a budget of what was measured holds, of one less it does not"] += wrong
        found["a baseline knows what it was written of"] += baseline(path, folder)
        found["a profile has not grown since itself"] += itself(path, measured and measured[0] is not None)
    if not read or not limits:
        found["a budget of what was measured holds, of one less it does not"].append("nothing was measured")
    for name, wrong in found.items():
        law.check(f"{name}: {read} profiles", wrong)


# ---- names of others ------------------------------------------------------------------

HOSTILE = ["x<script>", "]]>", "&amp;", "a|b", "a\\", "[x](y)", "`c`", "%s%n", "new\nline", "tab\t", "nul\0x", "esc\x1b[31m",
           '"quoted"', "'quoted'", "- {rule: x}", "a: b", "#x", "{", "lone\ud83d", "rlo\u202e", "日本語", "\ufeffbom", "n" * 3000]


def write_hostile(path, moved=0, folder="/srv/shop/"):
    """Each function, in a file of its name, runs a thousand queries."""
    execute = ("~", 0, "<method 'execute' of 'sqlite3.Cursor' objects>")
    callers, stats = {}, {}
    for i, name in enumerate(HOSTILE):
        key = (folder + name + ".py", i + 2 + moved, name)
        callers[key] = (1000 + i + moved, 1000 + i + moved, 1.0, 1.0)
        stats[key] = (1, 1, 0.001, 1.001, {})
    calls = sum(row[0] for row in callers.values())
    stats[execute] = (calls, calls, 1.0 * len(HOSTILE), 1.0 * len(HOSTILE), callers)
    with open(path, "wb") as out:
        marshal.dump(stats, out)


def outcomes_of_junit(text):
    found = []
    for case in xml.etree.ElementTree.fromstring(text).iter("testcase"):
        kinds = {child.tag for child in case}
        found.append("failed" if "failure" in kinds else "unchecked" if "error" in kinds
                     else "skipped" if "skipped" in kinds else "passed")
    return found


def junit_counts(text):
    wrong = []
    for suite in xml.etree.ElementTree.fromstring(text).iter("testsuite"):
        cases = list(suite.iter("testcase"))
        for name, tag in ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"):
            if int(suite.get(name)) != sum(case.find(tag) is not None for case in cases):
                wrong.append(f"{name} is {suite.get(name)}")
        if int(suite.get("tests")) != len(cases):
            wrong.append(f"tests is {suite.get('tests')} of {len(cases)}")
    return wrong


def hostile(folder):
    path, file = os.path.join(folder, "h\nostile.prof"), os.path.join(folder, "known.yml")
    write_hostile(path)
    config = settings(folder, [{"findings": 0}, {"calls": 1, "function": "*"}, {"calls": 1, "function": "new\nline"},
                               {"queries": 1, "name": "<b>]]>&\"'|`"}, {"calls": 3, "function": "nowhere"}])
    got, gates = check(path, "--config", config, "--no-baseline")
    junit = law.run("check", path, "--config", config, "--no-baseline", "--format", "junit").stdout.decode()
    law.check("hostile names: JUnit says what JSON says",
              ([f"{got.stderr!r}"] if not gates else
               [f"{a} {b}" for a, b in zip(outcomes_of_junit(junit), [g["outcome"] for g in gates]) if a != b])
              + junit_counts(junit))
    written = law.run("check", path, "--no-config", "--baseline", file, "--write-baseline")
    got, gates = check(path, "--no-config", "--baseline", file)
    law.check("hostile names: the baseline knows them",
              [f"{written.stderr!r} {got.stderr!r}"] if got.returncode or not gates else [])
    moved = os.path.join(folder, "moved.prof")
    write_hostile(moved, moved=77, folder="/builds/other/shop/")
    got, gates = check(moved, "--no-config", "--baseline", file)
    law.check("a baseline outlives other lines, other counts and another checkout",
              [f"{got.stderr!r}"] if got.returncode or not gates else [])
    for name in "text", "markdown":
        text = law.run("check", path, "--config", config, "--no-baseline", "--format", name).stdout.decode()
        law.check(f"hostile names: {name} has no control character",
                  [repr(c) for c in set(text) if (ord(c) < 32 and c != "\n") or c in "\u202e\ufeff"])


def main():
    with law.scratch() as folder:
        all_profiles(folder)
        hostile(folder)
    law.done()


main()
