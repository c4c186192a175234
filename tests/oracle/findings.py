#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the rules find in the labelled programs of testdata/findings.

Precision is the part of the findings that the labels expect (those they merely
allow count neither way), recall the part of what they expect that was found, and
blame the part of the true ones that name the right function. With --verbose
each mistake is printed."""
import collections
import fnmatch
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap

TESTDATA = os.environ["testdata"]
PRECISION, RECALL, BLAME = 0.97, 0.95, 0.95


def findings_of(path):
    run = subprocess.run([os.environ["ncalls"], "findings", path, "--no-config", "--format", "json"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode:
        raise SystemExit("%s: %s" % (path, run.stderr.decode("utf-8", "replace")))
    return json.loads(run.stdout.decode("utf-8"))["findings"]


def is_about(profile, label):
    name = os.path.basename(profile)
    if label.get("only") and not any(fnmatch.fnmatch(name, pattern) for pattern in label["only"]):
        return False
    return not any(fnmatch.fnmatch(name, pattern) for pattern in label.get("not_in", []))


def is_blamed(finding, label):
    where = finding["where"]
    wanted = [label["function"]] + [each if isinstance(each, str) else each["function"] for each in label.get("or", [])]
    return (where["function"] in wanted or label["function"] == "*") and re.split(r"[/\\]", where["file"])[-1] == label["file"]


def is_allowed(finding, label):
    return finding["name"] in label["rules"] and (
        "function" not in label or finding["where"]["function"] in [label["function"]] + label.get("or", []))


class Score:
    def __init__(self):
        self.right, self.wrong, self.missed, self.blamed = (collections.Counter() for _ in range(4))
        self.mistakes = []

    def add(self, profile, findings, case):
        expected = [label for label in case["expect"] if is_about(profile, label)]
        found = set()
        for finding in findings:
            places = [i for i, label in enumerate(expected) if finding["name"] in label["rules"]]
            # A rule that is right twice is right once; the better place counts.
            places.sort(key=lambda i: not is_blamed(finding, expected[i]))
            place = "%s:%s" % (os.path.basename(finding["where"]["file"]), finding["where"]["function"])
            if places and is_blamed(finding, expected[places[0]]):
                self.right[finding["name"]] += 1
                self.blamed[finding["name"]] += 1
                found.add(places[0])
            elif any(is_allowed(finding, label) for label in case["allowed"]):
                continue
            elif places:
                self.right[finding["name"]] += 1
                found.add(places[0])
                self.mistakes.append("%s: %s blames %s, not %s" % (profile, finding["name"], place,
                                                                  expected[places[0]]["function"]))
            else:
                self.wrong[finding["name"]] += 1
                self.mistakes.append("%s: %s at %s is wrong: %s" % (profile, finding["name"], place, finding["message"]))
        for i, label in enumerate(expected):
            if i not in found:
                self.missed[label["rules"][0]] += 1
                self.mistakes.append("%s: %s at %s is missed" % (profile, label["rules"][0], label["function"]))


def part(of, whole):
    return of / whole if whole else 1.0


def main():
    with open(os.path.join(TESTDATA, "findings", "LABELS.json"), encoding="utf-8") as labels:
        cases = json.load(labels)["cases"]
    score, profiles = Score(), 0
    for name in sorted(cases):
        for profile in cases[name]["profiles"]:
            score.add(profile, findings_of(os.path.join(TESTDATA, profile)), cases[name])
            profiles += 1
    for rule in sorted(set(score.right) | set(score.wrong) | set(score.missed)):
        right, wrong, missed = score.right[rule], score.wrong[rule], score.missed[rule]
        print("# %-28s %4d right %4d wrong %4d missed   precision %.3f  recall %.3f  blame %.3f" % (
            rule, right, wrong, missed, part(right, right + wrong), part(right, right + missed),
            part(score.blamed[rule], right)))
    if "--verbose" in sys.argv:
        for mistake in score.mistakes:
            print("#   " + mistake)
    right = sum(score.right.values())
    precision = part(right, right + sum(score.wrong.values()))
    recall = part(right, right + sum(score.missed.values()))
    blame = part(sum(score.blamed.values()), right)
    tap.ok(precision >= PRECISION, "findings: %d cases, %d profiles: precision %.3f is at least %.2f" % (
        len(cases), profiles, precision, PRECISION), *score.mistakes)
    tap.ok(recall >= RECALL, "findings: recall %.3f is at least %.2f" % (recall, RECALL))
    tap.ok(blame >= BLAME, "findings: blame %.3f is at least %.2f" % (blame, BLAME))
    tap.done()


if __name__ == "__main__":
    main()
