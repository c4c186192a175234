#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Some 1,600 damaged and unusual files: each is read for what it is or refused in
one line, within limits, and nothing hostile in it reaches an output.

The files and what each must get come from a program beside the sources,
../shared/tools/badinputs.py."""
import collections
import concurrent.futures
import json
import os
import re
import signal
import subprocess
import sys
import threading

import law

TOOL = os.path.join(law.SRCDIR, "..", "shared", "tools", "badinputs.py")

# What the manifest calls a format, and the readers that take it.
READERS = {
    "prof": ["pstats"],
    "pstats-text": ["pstats_text"],
    "collapsed": ["collapsed"],
    "lprof": ["lprof"],
    "speedscope": ["speedscope"],
    "chrome-trace": ["chrometrace"],
    "flamegraph-svg": ["flamegraph"],
    "tracemalloc": ["tracemalloc"],
}
ANY_READER = {"gzip", "other"}
COMPRESSED = {"prof": "prof", "folded": "collapsed", "json": "speedscope", "svg": "flamegraph-svg", "lprof": "lprof"}

# Nothing of this may stand in a text, whatever a name holds: all controls but
# the newline, line separators, bidi controls.
CONTROLS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LARGEST = 2 ** 63 - 1
# Outputs that are no text, and how they begin.
PICTURES = {"png": b"\x89PNG\r\n", "pdf": b"%PDF-1."}
# What a profile without calls or times is told that is to be printed as pstats.
NO_PSTATS = re.compile(rb"ncalls: [^\n]*: --format pstats needs [^\n]*\n")


class Entry:
    def __init__(self, row, corpus):
        self.row = row
        name = bytes.fromhex(row["file_hex"]) if "file_hex" in row else row["file"].encode()
        self.path = os.path.join(os.fsencode(corpus), name)
        self.format = row["format"]

    def __str__(self):
        return f"{self.row['file'][:100]} ({self.row['wrong'][:100]})"


def is_readable(entry, readers):
    kind = entry.format
    if entry.row["expect"] == "accept" and kind in ANY_READER:
        kind = next(COMPRESSED[part] for part in entry.row["file"].split(".") if part in COMPRESSED)
    return kind in ANY_READER or any(name in readers for name in READERS[kind])


def run(words, folder):
    """Status, standard output and error, CPU seconds, peak memory."""
    out, err = (open(os.path.join(folder, name), "w+b") for name in ("stdout", "stderr"))
    with out, err:
        process = subprocess.Popen([law.NCALLS, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   env=law.environment())
        alarm = threading.Timer(300, os.kill, (process.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return process.returncode, out.read(), err.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def wrong_refusal(entry, errors, printed, written):
    problems = law.wrong_message(errors)
    name = os.path.basename(entry.path)
    if len(entry.path) < 100 and re.fullmatch(rb"[\w.,+=@ -]+", name) and b": " + entry.path + b": " not in errors:
        problems.append(f"does not name the file: {errors!r}")
    if printed or written:
        problems.append(f"was refused, yet there is output: {written}, {printed[:100]!r}")
    return problems


def wrong_text(name, data, forbidden):
    """What must not stand in an output that people read, or a message."""
    if name in PICTURES:
        return [] if data.startswith(PICTURES[name]) else [f"{name}: begins with {data[:20]!r}"]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{name}: {error}"]
    problems = []
    if name in ("text", "pstats", "markdown", "stderr"):
        found = CONTROLS.search(text)
        if found:
            problems.append(f"{name}: {ascii(text[max(0, found.start() - 40):found.end() + 40])}")
    kinds = {"any"} | ({"html"} if name in ("html", "svg") else {"text"} if name != "json" else set())
    for kind in kinds & forbidden.keys():
        problems += [f"{name}: holds {word!r}" for word in forbidden[kind] if word in text]
    return problems


def near(a, b, rows):
    """Integer nanoseconds, each row rounded once, against a sum of doubles."""
    return abs(a / 1e9 - b) <= 1e-9 * max(abs(b), rows)


def seconds_of(figure):
    return LARGEST / 1e9 if figure > LARGEST / 1e9 else figure


def wrong_rows(functions, rows):
    def text(name):
        return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    problems = []
    found = {(f["file"], f.get("line", 0), f["name"]): f for f in functions}
    for file, line, name, primitive, calls, own, cumulative in rows:
        if any(0xD800 <= ord(c) < 0xE000 for c in file + name):
            continue # how JSON shows these is ncalls-json(5)'s business
        f = found.get((file, line, name))
        if f is None:
            problems.append(f"no function {file!r}:{line}({name!r})")
        elif (f["primitive"], f["calls"]) != (primitive, calls):
            problems.append(f"{name!r}: calls {f['primitive']}/{f['calls']}, not {primitive}/{calls}")
        elif not near(f["self"], seconds_of(own), 1) or not near(f["total"], seconds_of(cumulative), 1):
            problems.append(f"{name!r}: times {f['self']}, {f['total']} ns, not {own}, {cumulative} s")
    return problems


def wrong_facts(document, facts):
    """For pstats files: what was read is what the file says."""
    totals, functions = document["totals"], document["functions"]
    problems = []
    # Callers that have no row of their own are functions of which nothing is known.
    listed = [f for f in functions if f.get("calls") != 0 or f["self"] or f["total"]]
    if facts["functions"] not in (len(functions), len(listed)):
        problems.append(f"{len(functions)} functions, not {facts['functions']}")
    for key, fact in (("calls", "total_calls"), ("primitive", "primitive_calls")):
        if fact in facts and totals.get(key) != facts[fact]:
            problems.append(f"{key} {totals.get(key)}, not {facts[fact]}")
    if "total_tt" in facts:
        saturated = totals["self"] == LARGEST and facts["total_tt"] > LARGEST / 1e9
        if not saturated and not near(totals["self"], facts["total_tt"], len(functions)):
            problems.append(f"self {totals['self']} ns, not {facts['total_tt']} s")
        if saturated and not any("292 years" in note for note in document["notes"]):
            problems.append("a sum beyond 64 bits, and no note")
    return problems + wrong_rows(functions, facts.get("rows", []))


def wrong_outputs(entry, folder, formats):
    problems = []
    forbidden = entry.row.get("forbid", {})
    for name in formats:
        with open(os.path.join(folder, name), "rb") as file:
            problems += wrong_text(name, file.read(), forbidden)
    return problems


def wrong_json(entry, folder):
    with open(os.path.join(folder, "json"), "rb") as file:
        try:
            document = json.load(file, parse_constant=lambda word: sys.exit(f"{entry}: {word} in JSON"))
        except ValueError as error:
            return [f"json: {error}"]
    facts = entry.row.get("facts") or entry.row.get("facts_if_accepted")
    return wrong_facts(document, facts) if facts and entry.format == "prof" else []


def read_and_write(entry, folder, formats, *options):
    words = ["report", *options]
    for name in formats:
        words += ["-o", f"{name}:{os.path.join(folder, name)}"]
    return run([*words, "--", entry.path], folder)


def wrong_pstats(entry, folder):
    """Only what knows calls and times can be printed like pstats' own files."""
    status, printed, errors, _, _ = read_and_write(entry, folder, ["pstats"])
    if status == 2 and not printed and entry.format != "prof" and NO_PSTATS.fullmatch(errors):
        return ["pstats: a file was left"] if os.path.exists(os.path.join(folder, "pstats")) else []
    if status:
        return [f"pstats: status {status}, {errors!r}"]
    return wrong_outputs(entry, folder, ["pstats"])


def beyond_limits(entry, folder, formats, limits):
    """What one run for all formats took may be too much; what counts is one each."""
    problems = []
    for name in formats:
        _, _, _, seconds, memory = read_and_write(entry, folder, [name])
        if seconds > limits["seconds"]:
            problems.append(f"{name}: {seconds:.1f} s of CPU")
        if memory > limits["memory_bytes"]:
            problems.append(f"{name}: {memory >> 20} MB of memory")
    return problems


def test(entry, formats, limits):
    with law.scratch() as folder:
        # Every name of a small file is looked for in every format.
        rows = ["--limit", "all"] if entry.row.get("bytes", 0) < 100000 else []
        status, printed, errors, seconds, memory = read_and_write(entry, folder, formats, *rows)
        written = [name for name in formats if os.path.exists(os.path.join(folder, name))]
        problems = []
        if status not in (0, 2) or (status == 2) != (entry.row["expect"] == "reject") and entry.row["expect"] != "either":
            problems.append(f"status {status}, expected {entry.row['expect']}: {errors[:2000]!r}")
        elif status == 2:
            problems += wrong_refusal(entry, errors, printed, written)
        elif printed or written != formats:
            problems.append(f"wrote {written}, printed {printed[:100]!r}")
        else:
            problems += wrong_outputs(entry, folder, formats) + wrong_json(entry, folder) + wrong_pstats(entry, folder)
        problems += wrong_text("stderr", errors, entry.row.get("forbid", {}))
        if seconds > limits["seconds"] or memory > limits["memory_bytes"]:
            problems += beyond_limits(entry, folder, formats, limits)
        return [f"{entry}: {problem}" for problem in problems]


def from_its_own_folder(entries):
    """Names such as --help and -rf.prof, given by themselves."""
    problems = []
    for entry in entries:
        folder, name = os.path.split(entry.path)
        good = entry.row["expect"] == "accept"
        got = law.run("report", "--format", "json", "--", name, cwd=folder)
        if got.returncode != (0 if good else 2):
            problems.append(f"{entry}: status {got.returncode}, {got.stderr!r}")
        elif not good:
            problems += law.wrong_message(got.stderr)
    return problems


def make_corpus(folder):
    """Why there is none, or None."""
    if not os.path.exists(TOOL):
        return "there is no ../shared/tools/badinputs.py"
    if sys.version_info < (3, 11):
        return "it takes Python 3.11 to make the files"
    made = subprocess.run([sys.executable, TOOL, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return None if made.returncode == 0 else "badinputs.py failed: " + repr(made.stdout[-200:])


def main():
    with law.scratch() as corpus:
        reason = make_corpus(corpus)
        if reason:
            law.skip("damaged and unusual files", reason)
            law.done()
            return
        with open(os.path.join(corpus, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        entries = [Entry(row, corpus) for row in manifest["entries"]]
        readers, formats = law.names("Reads"), [name for name in law.formats() if name != "pstats"]
        by_format = collections.defaultdict(list)
        for entry in entries:
            by_format[entry.format].append(entry)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for kind, group in sorted(by_format.items()):
                known = [entry for entry in group if is_readable(entry, readers)]
                if len(known) < len(group):
                    law.skip(f"{kind}: {len(group) - len(known)} files", "no reader takes them")
                if known:
                    found = pool.map(lambda entry: test(entry, formats, manifest["limits"]), known)
                    law.check(f"{kind}: {len(known)} files", [line for problems in found for line in problems])
        named = [entry for entry in entries if entry.row["file"].startswith("names/")]
        law.check(f"{len(named)} hostile file names, from their own folder", from_its_own_folder(named))
    law.done()


main()
