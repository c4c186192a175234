#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A diff shows what changed and nothing else: neither moved lines, folders nor addresses, nor another run."""
import glob
import json
import marshal
import os
import random
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

PSTATS = os.path.join(tap.TESTDATA, "pstats")


def diff(base, new, *options):
    result = tap.run("diff", "--no-config", "--format", "json", *options, base, new)
    return json.loads(result.stdout) if result.returncode == 0 else {"failed": result.stderr.decode()}


def phantoms(document, moved=False):
    """What is said to have changed in calls, or in who is there."""
    if "failed" in document:
        return [document["failed"]]
    rows = [f"{row['name']} {row['matched']} {row['change']}" for row in document["functions"]
            if row["change"].get("calls") or row["matched"] in ("added", "gone", "renamed")]
    rows += [f"{row['caller']['name']} -> {row['callee']['name']} {row['change']}" for row in document["edges"]
             if row["change"].get("calls")]
    return rows


def profile(name):
    return os.path.join(PSTATS, name + ".prof")


def moved(stats, seed):
    """The same run from another folder and another day: lines lower in each file, other addresses, another order."""
    mine = random.Random(seed)
    shift, labels = {}, {}

    def label(key):
        if key not in labels:
            labels[key] = relabel(*key)
        return labels[key]

    def relabel(file, line, name):
        if file.startswith("/srv/") and "site-packages" not in file:
            file = "/data/checkout/" + file[len("/srv/"):]
        if line > 1:
            line += shift.setdefault(file, mine.randrange(1, 50))
        return file, line, re.sub(r" at 0x[0-9a-f]+", lambda _: f" at 0x{mine.getrandbits(44):012x}", name)

    items = list(stats.items())
    mine.shuffle(items)
    return {label(key): row[:4] + ({label(caller): figures for caller, figures in row[4].items()},)
            for key, row in items}


def loadable():
    """Of cProfile: the profiler in Python leaves code objects, which only the Python that wrote them can read."""
    for path in sorted(glob.glob(os.path.join(PSTATS, "*.prof"))):
        if not re.search(r"-profile-|script_as_name|-statement-|oddities-names|-2\.7|pypy", os.path.basename(path)):
            with open(path, "rb") as file:
                yield path, marshal.load(file)


def check_itself():
    wrong = [(path, row) for path in sorted(glob.glob(os.path.join(PSTATS, "*.p*")))
             for row in diff(path, path).get("functions", ["not compared"])]
    tap.ok(not wrong, "no profile differs from itself", "\n".join(map(str, wrong[:5])))


def check_moved():
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for path, stats in loadable():
            other = os.path.join(folder, "other.prof")
            with open(other, "wb") as file:
                marshal.dump(moved(stats, 1), file)
            count += 1
            wrong += [(os.path.basename(path), row) for row in phantoms(diff(path, other))]
    tap.ok(count > 50 and not wrong, "moved lines and folders, other addresses and another order are no change",
           f"{count} files\n" + "\n".join(map(str, wrong[:8])))


def check_runs():
    for version in "3.11", "3.13":
        rows = phantoms(diff(profile(f"handed_on-original-{version}"), profile(f"handed_on-other-{version}")))
        tap.ok(not rows, f"two runs of one program differ in no call, {version}", "\n".join(rows[:5]))


def check_pairs():
    """Another folder, another place of the packages, other hashes and addresses, moved lines: see testdata/make/diff."""
    pairs = sorted(glob.glob(os.path.join(tap.TESTDATA, "diff", "*-here.prof")))
    wrong = [(os.path.basename(path), row) for path in pairs
             for row in phantoms(diff(path, path.replace("-here.", "-there.")))]
    tap.ok(len(pairs) >= 6 and not wrong, "the same program from another place differs in no call",
           "\n".join(map(str, wrong[:8])))


def check_site():
    """Of the program itself nothing differs between Pythons; comprehensions have no frames from 3.12 on."""
    for old, new in ("3.8", "3.11"), ("3.11", "3.12"), ("3.12", "3.13"), ("3.8", "3.13"), ("3.13", "3.11"):
        document = diff(os.path.join(tap.TESTDATA, "diff", f"site-{old}-here.prof"),
                        os.path.join(tap.TESTDATA, "diff", f"site-{new}-there.prof"))
        wrong = [row["name"] for row in document["functions"] if row["file"].endswith("site.py") and
                 (row["change"]["calls"] or row["matched"] not in ("same", "moved"))]
        lost = [row["name"] for row in document["functions"] if row["matched"] in ("added", "gone") and
                re.search(r"<(list|dict|set)comp>|/(jinja2|markdown|yaml)/", row["name"] + row["file"])]
        tap.ok(not wrong and not lost, f"no call of the program differs from {old} to {new}", str(wrong + lost))


def check_versions():
    document = diff(profile("json_report-slow-3.11"), profile("json_report-slow-3.13"))
    mine = [row for row in document["functions"] if row["file"].endswith("report.py")]
    tap.ok(mine and all(row["matched"] == "same" and not row["change"]["calls"] for row in mine),
           "one's own functions are the same in another Python", str(mine))
    lost = [row["name"] for row in document["functions"] if row["matched"] in ("added", "gone") and
            re.search(r"<(list|dict|set)comp>|/re/|json/", row["name"] + row["file"])]
    tap.ok(not lost, "neither comprehensions nor modules come and go with the Python", str(lost))
    tap.ok(any(row["matched"] == "added" and row["name"] == "_path_abspath" for row in document["functions"]),
           "what only the newer Python has is added")


def check_words():
    """What a person who knows the change would say, both ways."""
    for name, words in (("django_shop", "runs 848 Django queries"), ("sqlalchemy_shop", "runs 212 SQLAlchemy queries"),
                        ("log_scan", "compiles 3,000 regular expressions"), ("json_report", "writes JSON")):
        slow, fast = profile(f"{name}-slow-3.11"), profile(f"{name}-fast-3.11")
        for base, new, direction, verb in (slow, fast, "faster", "no longer"), (fast, slow, "slower", "now"):
            said = diff(base, new)["summary"]
            tap.ok(re.match(rf"after is [\d.,]+x {direction}: \w+ {verb} {words}", said),
                   f"{name} is {direction}, and why", said)


def check_refused():
    result = tap.run("diff", os.path.join(tap.TESTDATA, "collapsed", "busy.txt"), profile("fib-memo-3.11"))
    tap.ok(result.returncode == 2 and b"cannot be compared" in result.stderr and not result.stdout,
           "profiles of other units are refused", result.stderr.decode())


check_itself()
check_moved()
check_runs()
check_pairs()
check_site()
check_versions()
check_words()
check_refused()
tap.done()
