# SPDX-License-Identifier: MIT
"""Whole stacks, summed the plain way, and what ncalls makes of the same file.

An oracle turns its format into stacks: (thread, frames, weight), where a frame is (function, line executing
or 0), a function is (file, first line or 0, name), and a weight is an exact number of nanoseconds, samples or
bytes. Each function and each pair of neighbours counts once per stack. Text may hold lone surrogates."""
import collections
import fractions
import json
import os
import subprocess

NCALLS = os.environ["ncalls"]
DRIVER = os.path.join(os.environ["builddir"], "tests", "drive", "tree")
CORPUS = os.path.join(os.environ["srcdir"], "..", "shared", "corpus")


class Refused(Exception):
    """The file is damaged, says who reads it."""


class Sums:
    def __init__(self):
        self.functions = collections.defaultdict(lambda: [fractions.Fraction(0), fractions.Fraction(0)])
        self.edges = collections.defaultdict(lambda: [fractions.Fraction(0), fractions.Fraction(0)])
        self.lines = collections.defaultdict(fractions.Fraction)
        self.contexts = collections.defaultdict(fractions.Fraction)
        self.calls = None # {function or pair: [calls, primitive]} where the format knows them

    def add(self, thread, frames, weight):
        if not frames:
            return
        names = [function for function, _ in frames]
        pairs = list(zip(names, names[1:]))
        for name in set(names):
            self.functions[name][1] += weight
        self.functions[names[-1]][0] += weight
        for pair in set(pairs):
            self.edges[pair][1] += weight
        if pairs:
            self.edges[pairs[-1]][0] += weight
        if frames[-1][1]:
            self.lines[frames[-1]] += weight
        self.contexts[thread, tuple(frames)] += weight


def text(value):
    """As JSON writes what came as bytes: \\udcXX stands for a byte that is no UTF-8."""
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


def run(command, stdin=None):
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode == 2 and not done.stdout and done.stderr.count(b"\n") == 1:
        raise Refused(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode or done.stderr:
        raise AssertionError("exit %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")[:300]))
    return json.loads(done.stdout.decode("utf-8", "strict"))


def report(path, stdin=None):
    return run([NCALLS, "report", path, "--format", "json"], stdin)


def names_of(document):
    return {row["id"]: (row["file"], row.get("line", 0), row["name"]) for row in document["functions"]}


def figures(document):
    """What Sums has, as ncalls says it: functions, edges, lines."""
    names = names_of(document)
    functions = {names[row["id"]]: [row["self"], row["total"]] for row in document["functions"]}
    assert len(functions) == len(document["functions"]), "a function twice"
    edges = {(names[row["caller"]], names[row["callee"]]): [row["self"], row["total"]] for row in document["edges"]}
    lines = {(names[row["function"]], row["line"]): row["self"] for row in document.get("lines", [])}
    return functions, edges, lines


def calls(document):
    """What Sums has of calls: of functions and of edges; None if nothing is said."""
    if "calls" not in document["has"]:
        return None
    names = names_of(document)
    found = {names[row["id"]]: [row["calls"], row["primitive"]] for row in document["functions"]}
    found.update({(names[row["caller"]], names[row["callee"]]): [row["calls"], row["primitive"]]
                  for row in document["edges"]})
    return found


def contexts(document):
    """Whole stacks with a weight of their own, by thread."""
    names = names_of(document)
    threads = {row["id"]: row["name"] for row in document.get("threads", [])}
    paths, found = {}, collections.Counter()
    for row in document["contexts"]:
        frame = (names[row["function"]], row.get("line", 0))
        paths[row["id"]] = paths.get(row.get("parent"), ()) + (frame,)
        if row["self"]:
            found[threads.get(row.get("thread"), ""), paths[row["id"]]] += row["self"]  # threads may share a name
    return found


def near(want, got):
    """A nanosecond is lost where a stack begins and where it ends, at most."""
    return abs(want - got) <= max(3, abs(want) / 10 ** 6)


def differences(what, want, got):
    for key in sorted(set(want) | set(got), key=repr):
        w, g = want.get(key, 0), got.get(key, 0)
        w, g = (w or [0, 0], g or [0, 0]) if isinstance(w or g, list) else ([w], [g])
        if not all(map(near, w, g)):
            yield "%s %r: %s expected, ncalls has %s" % (what, key, [float(x) for x in w], g)


def compare(path, sums):
    """All that is wrong, and a line that says how much was compared."""
    document = report(path)
    functions, edges, lines = figures(document)
    wrong = list(differences("function", sums.functions, functions))
    wrong += differences("edge", sums.edges, edges)
    wrong += differences("line", sums.lines, lines)
    wrong += ["function %r is missing" % (key,) for key in sums.functions if key not in functions]
    if (sums.calls is None) != (calls(document) is None):
        wrong.append("whether calls are known differs")
    elif sums.calls is not None:
        wrong += differences("calls", sums.calls, calls(document))
    kept = run([DRIVER, path])
    if "contexts" in kept:
        wrong += differences("stack", {k: v for k, v in sums.contexts.items() if v}, contexts(kept))
    elif any(sums.contexts.values()):
        wrong.append("the call tree is missing")
    if figures(kept) != (functions, edges, lines):
        wrong.append("figures differ when the call tree is kept")
    with open(path, "rb") as file:
        piped = report("-", file.read())
    if {k: v for k, v in piped.items() if k != "source"} != {k: v for k, v in document.items() if k != "source"}:
        wrong.append("the same bytes through a pipe give another result")
    return "%d functions, %d edges, %d stacks" % (len(functions), len(edges), len(sums.contexts)), wrong


def check(paths, sums_of):
    """The test itself: `sums_of(path)` gives Sums or raises Refused. TAP on standard output."""
    number = failed = 0
    if not os.path.isdir(CORPUS):
        number += 1
        print("ok %d - the shared corpus # SKIP it is not beside the sources" % number)
    for path in sorted(paths):
        number += 1
        summary, wrong, want, refused = "", [], None, None
        try:
            want = sums_of(path)
        except Refused as error:
            refused = error
        try:
            if refused:
                report(path)
                wrong = ["must be refused: %s" % refused]
            else:
                summary, wrong = compare(path, want)
        except Refused as error:
            summary = "refused: %s" % error.args[0].rpartition("/")[2]
            if not refused:
                wrong = ["must not be refused"]
        except (AssertionError, KeyError, ValueError) as error:
            wrong = [repr(error)]
        failed += bool(wrong)
        print("%sok %d - %s: %s" % ("not " if wrong else "", number, os.path.basename(path), summary))
        for line in wrong[:5]:
            print("#   " + line[:600])
    print("1..%d" % number)
    return failed != 0
