#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rules say what they must: words, examples that are Python, settings that read back."""
import ast
import json
import os
import re

import law

FORMS = ("text", "json", "markdown")


def out(*words):
    got = law.run("rules", "--no-config", *words)
    assert got.returncode == 0, got.stderr
    return got.stdout.decode()


RULES = json.loads(out("--format", "json"))["rules"]


def ids_and_names():
    ids, names = [rule["id"] for rule in RULES], [rule["name"] for rule in RULES]
    problems = [] if ids == sorted(set(ids)) and len(set(names)) == len(names) else ["ids are not in order, each once"]
    problems += [f"{i} is of no group" for i in ids if not re.match(r"NC[1-6]\d\d$", i)]
    if len(ids) < 45:
        problems.append(f"only {len(ids)} rules")
    return problems


def words():
    problems = []
    for rule in RULES:
        for key in ("title", "message", "fix", "help", "example"):
            if not rule[key].strip():
                problems.append(f"{rule['id']} has no {key}")
        problems += [f"{rule['id']}: {key} ends with a full stop" for key in ("title", "message", "fix")
                     if rule[key].endswith(".")]
        if not rule["needs"]:
            problems.append(f"{rule['id']} needs nothing")
    return problems


def without_placeholders(source):
    return re.sub(r"(?m)^(\s*)(.*): \.\.\.$", r"\1\2: pass", source)


def examples_are_python():
    problems = []
    for rule in RULES:
        try:
            ast.parse(without_placeholders(rule["example"]))
        except SyntaxError as error:
            # An await at the top level is one where the reader adds the function.
            try:
                ast.parse("async def example():\n" + re.sub(r"(?m)^", "    ", rule["example"]))
            except SyntaxError:
                problems.append(f"{rule['id']}: {error}")
        if rule["example"].count("\n# ") + rule["example"].startswith("# ") < 2:
            problems.append(f"{rule['id']}: the example has no before and after")
    return problems


def every_form_of_every_rule():
    problems = []
    for rule in RULES:
        for form in FORMS:
            if rule["name"] not in out(rule["id"], "-f", form):
                problems.append(f"{rule['id']} as {form}")
        text = out(rule["name"])
        if not text.startswith(f"{rule['id']} {rule['name']}: {rule['title'][:20]}"):
            problems.append(f"{rule['name']} is something else")
        problems += [f"{rule['id']}: {len(line)} columns: {line}" for line in text.splitlines()
                     if len(line) > 80 and not line.startswith("    ")]
    return problems


def page_has_all():
    with open(os.path.join(os.environ["builddir"], "man", "ncalls-rules.1"), encoding="utf-8") as page:
        text = page.read()
    said = re.findall(r"^\.It Cm (\S+) , (\S+)\n(.*)\n", text, re.M)
    wanted = [(rule["id"], rule["name"], rule["title"] + ".") for rule in RULES]
    return [f"{row} is not as the program says it" for row in said if row not in wanted] + \
        [f"{row} is not in the page" for row in wanted if row not in said]


def config_page_has_all():
    with open(os.path.join(law.SRCDIR, "man", "ncalls-config.5"), encoding="utf-8") as page:
        said = set(re.findall(r"[a-z][a-z-]*", " ".join(re.findall(r"^\.(?:It Va|Cm|Va|Ss) .*", page.read(), re.M))))
    problems = []
    for name in ("limits", "sets", "detectors"):
        with open(os.path.join(law.SRCDIR, "src", "rules", name + ".def"), encoding="utf-8") as rows:
            words = re.findall(r"^(?:LIMIT|SET|DETECTOR)\((\w+)", rows.read(), re.M)
        problems += [f"{name}: {word} is not explained" for word in words if word.replace("_", "-") not in said]
        if not words:
            problems.append(f"{name}.def has no row")
    return problems


SETTINGS = r"""
rules:
  NC101: {calls: 21, share: 0.5%, time: 1500 us, severity: error}
  http-request-in-a-loop: {per-call: 2.5}
  NC312: off
mine: ['it''s mine', services]
not-mine: vendored
suppress:
  - {rule: NC102, function: 'a*(b)', reason: "two words", expires: 2028-02-29}
  - {rule: '*', reason: r}
"""


def settings_read_back():
    with law.scratch() as folder:
        first, second = os.path.join(folder, "a.yml"), os.path.join(folder, "b.yml")
        with open(first, "w", encoding="utf-8") as file:
            file.write(SETTINGS)
        shown = [law.run("rules", "--config", first, "--show-config").stdout.decode()]
        with open(second, "w", encoding="utf-8") as file:
            file.write(shown[0])
        shown.append(law.run("rules", "--config", second, "--show-config").stdout.decode())
    bare = [re.sub(r" *# .*", "", text) for text in shown]
    problems = [] if bare[0] == bare[1] else ["what is shown reads back as something else"]
    wanted = [("    calls: 21", 3), ("    share: 0.5%", 3), ("    time: 1500 us", 3), ("    severity: error", 3),
              ("    per-call: 2.5", 4), ("    off: true", 5)]
    wanted = [f"{text:<33}# {first}:{line}" for text, line in wanted]
    wanted += [f"{'    per-call: 10':<33}# built in", "    expires: 2028-02-29", "  - 'it''s mine'"]
    for line in wanted:
        if line not in shown[0].splitlines():
            problems.append(f"not shown: {line}")
    return problems


law.check("ids are in order, each in its group", ids_and_names())
law.check("every rule has all its words", words())
law.check("examples are Python, before and after", examples_are_python())
law.check("every rule is explained in every form", every_form_of_every_rule())
law.check("ncalls-rules(1) says what the program says", page_has_all())
law.check("ncalls-config(5) explains limits, sets and detectors", config_page_has_all())
law.check("settings that are shown read back as the same", settings_read_back())
law.done()
