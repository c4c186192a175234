#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the platforms' own readers and validators say of the formats for code review."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in "..", "../checkers":
    sys.path.insert(0, os.path.join(HERE, folder))
import checkers
import tap

PROFILES = [os.path.join(tap.TESTDATA, "pstats", name)
            for name in ("django_shop-slow-3.13.prof", "django_shop-fast-3.13.prof", "fib-memo-3.13.prof",
                         "cpython_tests-re-3.13.prof")]
ROOT = ["--path-prefix", "/srv/shop"]


def made(profile, form, *words):
    got = tap.run("findings", profile, "-f", form, *ROOT, *words)
    assert got.returncode == 0, got.stderr
    return got.stdout


def expected(profile):
    """{(path, line)} of the findings, by the table for spreadsheets."""
    rows = made(profile, "gcc").decode().splitlines()
    return {(m[1], int(m[2])) for m in (re.match(r"(.*?):(\d+): ", row) for row in rows)}


def sarif(multitool, data, folder):
    """Complaints of Microsoft's validator, which holds the standard's schema and GitHub's rules."""
    path = os.path.join(folder, "x.sarif")
    with open(path, "wb") as out:
        out.write(data)
    env = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1", DOTNET_BUNDLE_EXTRACT_BASE_DIR=folder)
    said = subprocess.run([multitool, "validate", path, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning",
                           "--kind", "Fail"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = said.stdout.decode("utf-8", "replace")
    if "Done. " not in text:
        return [text]
    # SARIF2005: the project has no page that says more.
    return [line for line in text.splitlines() if re.search(r": (error|warning) ", line) and "SARIF2005" not in line]


def check_sarif():
    what = "SARIF: valid by the standard's schema, and as GitHub wants it, says Sarif.Multitool"
    multitool = checkers.program("Sarif.Multitool")
    if not multitool:
        tap.skip(what, f"Sarif.Multitool {checkers.WHY}")
        return
    with tempfile.TemporaryDirectory(prefix="ncalls-oracle-") as folder:
        problems = []
        for profile in PROFILES:
            problems += sarif(multitool, made(profile, "sarif", "--id", "shop"), folder)
        both = tap.run("diff", PROFILES[1], PROFILES[0], "-f", "sarif", *ROOT)
        problems += sarif(multitool, both.stdout, folder)
        tap.ok(not problems, what, *problems)
        broken = made(PROFILES[0], "sarif").replace(b'"startLine": 14', b'"startLine": 0')
        tap.ok(sarif(multitool, broken, folder), "SARIF: the validator sees what is wrong")


def place_of(line):
    """Of what reviewdog prints: the diagnostic as it came in, or as a line."""
    if not line.startswith("{"):
        match = re.search(r'location:\{path:"(.*?)"\s*range:\{start:\{line:(\d+)', line) or re.match(r"(.*?):(\d+):", line)
        return match[1], int(match[2])
    row = json.loads(line)
    if "location" in row:
        return row["location"]["path"], row["location"]["range"]["start"]["line"]
    place = row["locations"][0]["physicalLocation"]
    return place["artifactLocation"]["uri"], place["region"]["startLine"]


def check_reviewdog():
    reviewdog = checkers.program("reviewdog")
    if not reviewdog:
        tap.skip("reviewdog reads the formats", f"reviewdog {checkers.WHY}")
        return
    for form in "rdjsonl", "rdjson", "sarif", "checkstyle", "gcc":
        problems = []
        for profile in PROFILES:
            reader = ["-efm=%f:%l: %m"] if form == "gcc" else [f"-f={form}"]
            said = subprocess.run([reviewdog, *reader, "-name=ncalls", "-reporter=local", "-filter-mode=nofilter",
                                   "-diff=true"], input=made(profile, form), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
            got = set(map(place_of, said.stdout.decode().splitlines()))
            if said.returncode or got != expected(profile):
                problems.append(f"{profile}: {got}, not {expected(profile)} {said.stderr.decode()}")
        tap.ok(not problems, f"reviewdog reads {form}", *problems)


def check_openmetrics():
    parser = checkers.module("prometheus_client.openmetrics.parser")
    what = "OpenMetrics: the parser of Prometheus' Python client gets the figures back"
    if not parser:
        tap.skip(what, f"prometheus_client {checkers.WHY}")
        return
    problems = []
    for profile in PROFILES:
        text = tap.run("report", profile, "-f", "openmetrics").stdout.decode()
        got = {sample.name: sample.value for family in parser.text_string_to_metric_families(text)
               for sample in family.samples if not sample.labels}
        totals = json.loads(tap.run("report", profile, "-f", "json").stdout)["totals"]
        want = (totals["calls"], round(totals["self"] / 1e9, 6))
        if (got["ncalls_calls"], round(got["ncalls_cost_seconds"], 6)) != want:
            problems.append(f"{profile}: {got}, not {want}")
    tap.ok(not problems, what, *problems)


def check_junit():
    junit = checkers.module("junitparser")
    what = "JUnit: junitparser counts a failure for each rule that found something"
    if not junit:
        tap.skip(what, f"junitparser {checkers.WHY}")
        return
    problems = []
    for profile in PROFILES:
        xml = junit.JUnitXml.fromstring(made(profile, "junit"))
        failures = sum(1 for suite in xml for case in suite if any(isinstance(r, junit.Failure) for r in case.result))
        rules = {row["code"]["value"] for row in map(json.loads, made(profile, "rdjsonl").decode().splitlines())}
        if xml.failures != failures or failures < len(rules):
            problems.append(f"{profile}: {xml.failures} said, {failures} are there, {len(rules)} rules")
    tap.ok(not problems, what, *problems)


# What github-action-benchmark (customSmallerIsBetter), Bencher and GitLab say of their formats; none of them comes as
# a program that could be asked.
SCHEMAS = {
    "benchmark": {"type": "array", "minItems": 1, "items": {
        "type": "object", "required": ["name", "unit", "value"], "additionalProperties": False,
        "properties": {"name": {"type": "string", "minLength": 1}, "unit": {"type": "string"},
                       "value": {"type": "number"}, "range": {"type": "string"}, "extra": {"type": "string"}}}},
    "bencher": {"type": "object", "minProperties": 1, "propertyNames": {"maxLength": 1024, "minLength": 1},
                "additionalProperties": {
                    "type": "object", "propertyNames": {"pattern": "^[a-z][a-z-]*$"}, "additionalProperties": {
                        "type": "object", "required": ["value"], "additionalProperties": False,
                        "properties": {"value": {"type": "number"}, "lower_value": {"type": "number"},
                                       "upper_value": {"type": "number"}}}}},
    "gitlab": {"type": "array", "items": {
        "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {"type": "object", "required": ["path", "lines"], "properties": {
                "path": {"type": "string", "pattern": "^[^/]"},
                "lines": {"type": "object", "required": ["begin"],
                          "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}},
}


def check_schemas():
    jsonschema = checkers.module("jsonschema")
    for form, schema in SCHEMAS.items():
        what = f"{form}: as its platform's manual says"
        if not jsonschema:
            tap.skip(what, f"jsonschema {checkers.WHY}")
            continue
        validator = jsonschema.Draft202012Validator(schema)
        problems = [f"{profile}: {error.json_path} {error.message[:200]}" for profile in PROFILES
                    for error in validator.iter_errors(json.loads(tap.run("report", profile, "-f", form, *ROOT).stdout))]
        tap.ok(not problems, what, *problems)


def check_one_run():
    """All formats from one run are what each run alone writes."""
    forms = ["sarif", "github", "summary", "comment", "rdjson", "rdjsonl", "gitlab", "checkstyle", "junit", "gcc",
             "csv", "benchmark", "bencher", "openmetrics"]
    with tempfile.TemporaryDirectory(prefix="ncalls-oracle-") as folder:
        words = [word for form in forms for word in ("-o", f"{form}:{folder}/{form}.out")]
        got = tap.run("report", PROFILES[0], *words)
        problems = [got.stderr] if got.returncode or got.stderr or got.stdout else []
        for form in forms:
            with open(os.path.join(folder, form + ".out"), "rb") as file:
                if file.read() != tap.run("report", PROFILES[0], "-f", form).stdout:
                    problems.append(form)
        tap.ok(not problems, f"{len(forms)} formats from one run", *problems)


check_sarif()
check_reviewdog()
check_openmetrics()
check_junit()
check_schemas()
check_one_run()
tap.done()
