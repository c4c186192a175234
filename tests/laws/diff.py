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


def inputs():
    """One file of each folder's kinds: every reader, not every recording."""
    for folder in sorted(os.listdir(tap.TESTDATA)):
        path = os.path.join(tap.TESTDATA, folder)
        if folder not in ("make", "findings") and os.path.isdir(path):
            yield from (file for file in sorted(glob.glob(os.path.join(path, "*"))) if os.path.isfile(file))
    for case in sorted(glob.glob(os.path.join(tap.TESTDATA, "findings", "*"))):
        yield from [file for file in sorted(glob.glob(os.path.join(case, "*"))) if not file.endswith(".py")][:1]


def check_itself():
    """Of every file that is a profile, in every reader's format."""
    wrong, count = [], 0
    for path in inputs():
        document = diff(path, path)
        if "failed" in document:
            continue
        count += 1
        changed = [document[key] for key in ("functions", "edges", "packages", "kinds", "cause")
                   if document[key] and document[key] != {"kind": "nothing", "path": []}]
        status = [finding for finding in document["findings"] if finding["status"] != "kept"]
        if changed or status or not document["whole"]["unchanged"]:
            wrong.append((path, document["summary"], str(changed)[:300], status))
    tap.ok(count > 500 and not wrong, "no profile differs from itself", f"{count}\n" + "\n".join(map(str, wrong[:5])))


def check_itself_in_words():
    """In every format that compares: the sentence and the two sides, and no table."""
    path, wrong = profile("django_shop-slow-3.13"), []
    for form in "text", "markdown", "html", "summary", "comment":
        out = tap.run("diff", "--no-config", "--format", form, path, path).stdout.decode()
        if "no number of calls changed" not in out or re.search(r"Functions whose|Where it comes from", out):
            wrong.append((form, out[:300]))
    for form in "gcc", "github", "rdjsonl", "checkstyle", "sarif":
        out = tap.run("diff", "--no-config", "--format", form, path, path).stdout.decode()
        if re.search(r"list_books", out):
            wrong.append((form, out[:300]))
    tap.ok(not wrong, "nor in words, in any format", str(wrong[:3]))


def pairs():
    for slow in sorted(glob.glob(os.path.join(PSTATS, "*-slow-*.prof"))):
        yield slow, slow.replace("-slow-", "-fast-")
    for here in sorted(glob.glob(os.path.join(tap.TESTDATA, "diff", "*-here.prof"))):
        yield here, here.replace("-here.", "-there.")
    for case in sorted(glob.glob(os.path.join(tap.TESTDATA, "findings", "*")))[::12]:
        files = [file for file in sorted(glob.glob(os.path.join(case, "*"))) if ".prof" in file]
        yield from zip(files, files[1:])


def check_turned():
    """diff(b, a) is diff(a, b) with the other sign: in sums, in functions, in which way it went."""
    wrong, count = [], 0
    for a, b in pairs():
        one, two = diff(a, b), diff(b, a)
        if "failed" in one or "failed" in two:
            continue
        count += 1
        if any(one["whole"]["change"][key] != -two["whole"]["change"][key] for key in one["whole"]["change"]):
            wrong.append((a, "whole"))
        for key in "packages", "kinds":
            if {row["name"]: row["change"] for row in one[key]} != {
                    row["name"]: {name: -value for name, value in row["change"].items()} for row in two[key]}:
                wrong.append((a, key))
        first = sorted(sorted((name, round(value)) for name, value in row["change"].items()) for row in one["functions"])
        second = sorted(sorted((name, -round(value)) for name, value in row["change"].items())
                        for row in two["functions"])
        if first != second:
            wrong.append((a, "functions"))
        if ("slower" in one["summary"]) != ("faster" in two["summary"]):
            wrong.append((a, one["summary"], two["summary"]))
    tap.ok(count > 20 and not wrong, "turned round, everything changes its sign", f"{count}\n" + "\n".join(map(str, wrong[:6])))


def check_sums():
    """The changes of the rows add up to the change of the whole, and the parts of a step to its change."""
    wrong, count = [], 0
    for a, b in pairs():
        document = diff(a, b)
        if "failed" in document:
            continue
        count += 1
        whole = document["whole"]["change"]
        if "calls" in whole and sum(row["change"]["calls"] for row in document["functions"]) != whole["calls"]:
            wrong.append((a, "calls"))
        if sum(row["change"]["self"] for row in document["functions"]) != whole["self"]:
            wrong.append((a, "self"))
        if sum(row["change"]["self"] for row in document["packages"]) != whole["self"]:
            wrong.append((a, "packages"))
        for step in document["cause"]["path"]:
            if step["change"] != step.get("more_calls", 0) + step["own_code"] + step["callees"]:
                wrong.append((a, step))
    tap.ok(count > 20 and not wrong, "the rows add up to the whole, and the parts to each step",
           "\n".join(map(str, wrong[:6])))


def check_several():
    """Sides of several runs: the order of the files is nothing, and one side against itself is nothing."""
    base = sorted(glob.glob(os.path.join(tap.TESTDATA, "diff", "runs-base-*.prof")))
    new = sorted(glob.glob(os.path.join(tap.TESTDATA, "diff", "runs-new-*.prof")))

    def runs(a, b):
        return json.loads(tap.run("diff", "--no-config", "-f", "json", *a, "--", *b).stdout)

    one, two = runs(base, new), runs(base[::-1], new[::-1])
    tap.ok(one["functions"] == two["functions"] and one["whole"] == two["whole"] and one["whole"]["runs"]["p"]["self"] < 0.01,
           "the order of runs does not matter")
    own = runs(base, base)
    tap.ok(own["whole"]["unchanged"] and not any(row["change"]["calls"] for row in own["functions"]),
           "runs do not differ from themselves", own["summary"])
    look = [row for row in one["functions"] if row["name"] == "is_ready"]
    work = [row for row in one["functions"] if row["name"] == "<lambda>"]
    tap.ok(look and not look[0]["runs"]["repeatable"] and work and work[0]["runs"]["repeatable"],
           "calls that differ in every run are marked, others are not", str(look) + str(work))


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


def newest(case):
    files = [file for file in sorted(glob.glob(os.path.join(tap.TESTDATA, "findings", case, "*"))) if ".prof" in file]
    return files[-1]


def check_more_words():
    """Programs of testdata/findings that do the same in two ways."""
    for slow, fast, words in (
            ("django-template-fk", "django-template-select-related", "page now runs 401 Django queries, was 1"),
            ("tortoise-fk", "tortoise-prefetch", r"line now runs \d+ Tortoise ORM queries, was 5|line now calls _execute 300 times, was 0"),
            ("sort-per-insert", "sort-once", "add now sorts 1,500 times"),
            ("json-parsed-per-call", "json-nested-once", r"is_on now spends [\d.]+ \ws on JSON"),
            ("redis-get-loop", "redis-pipeline", "names now makes 500 round trips to the cache, was 2"),
            ("pydantic-adapter-per-call", "pydantic-adapter-once", "read now calls parse 600 times, was 0")):
        said = diff(newest(fast), newest(slow))["summary"]
        tap.ok(re.search(words, said), f"{slow} says what it does", said)


def check_refused():
    result = tap.run("diff", os.path.join(tap.TESTDATA, "collapsed", "busy.txt"), profile("fib-memo-3.11"))
    tap.ok(result.returncode == 2 and b"cannot be compared" in result.stderr and not result.stdout,
           "profiles of other units are refused", result.stderr.decode())


check_itself()
check_itself_in_words()
check_turned()
check_sums()
check_several()
check_moved()
check_runs()
check_pairs()
check_site()
check_versions()
check_words()
check_more_words()
check_refused()
tap.done()
