# SPDX-License-Identifier: MIT
"""speedscope's own importer (from npm) on the files that it can read, too. (Not executable: no test.)"""
import json
import os
import re
import subprocess

import figures
import installed
import tap

VERSION = "speedscope@1.20.0"  # the last release whose importer is a bundle of its own
SCRIPT = os.path.join(os.environ["srcdir"], "tests", "bench", "speedscope_import.js")
UNITS = {"none": 1, "bytes": 1, "nanoseconds": 1, "microseconds": 10 ** 3, "milliseconds": 10 ** 6, "seconds": 10 ** 9}
ROOT = re.compile(r"thread \(?(\d|0x)|process \d|tid:\d")
# What it does otherwise, on purpose.
DIFFERENT = {
    "py-spy-0.3.8-3.8.json": "py-spy wrote each sample as a second, which ncalls mends",
    "handmade-be-and-x.json": "events of both forms in one thread, which it reads apart",
    "handmade-e-wrong-name.json": "it ends what is on top, whatever name an end has",
    "handmade-ok-e-without-name.json": "it takes no end without a name",
    "chrometrace-function.json": "it puts what has one time into an order of its own, in which calls do not nest",
    "chrometrace-subprocesses-fork-tid-collision.json": "one number of a thread in several processes, which ncalls tells apart",
}


def of_speedscope(name, file):
    return file, name


def of_trace(name, file):
    """Arguments stand behind a name, as JSON."""
    text, brace, rest = name.partition(' {"')
    arguments = json.loads('{"' + rest) if brace else {}
    found = re.fullmatch(r"(.*) \((.*):(\d+)\)", text, re.S) or re.fullmatch(r"()([^(]+)\(\d+\)\.(.+)", text, re.S)
    if found and found.group(1):
        return found.group(2), found.group(1)
    return (found.group(2), found.group(3)) if found else (arguments.get("filename") or "", text)


# Folder, pattern, and how a frame is named: (file, name).
FOLDERS = (("speedscope", "*.json", of_speedscope), ("pyspy-speedscope", "*.json", of_speedscope),
           ("pyinstrument", "*.speedscope", of_speedscope), ("chrometrace", "*.json", of_trace),
           ("pyspy-chrometrace", "*.json", of_trace), ("viztracer", "*.json", of_trace))


def check(what, compare, *options, folders=FOLDERS, different=DIFFERENT):
    """compare(path, profiles, key_of) for each file; `options` are the script's, `what` stands for all of it."""
    try:
        release = os.path.join(installed.node(VERSION), "dist", "release")
    except installed.Missing as why:
        tap.skip(what, why)
        return
    files = [(path, key_of) for folder, pattern, key_of in folders for path in figures.found(folder, pattern)]
    done = subprocess.run(["node", SCRIPT, *options, release] + [path for path, _ in files], stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    tap.ok(len(answers) == len(files), "speedscope's importer answers for %d files" % len(files))
    for answer, (path, key_of) in zip(answers, files):
        name = os.path.basename(path)
        why = different.get(name) or (answer.get("why") and "speedscope cannot import it: " + answer["why"][:80])
        if why:
            tap.skip(name, why)
        elif tap.run("report", path, "--format", "json").returncode:
            tap.skip(name, "ncalls refuses it, as tests of refusals say")
        else:
            figures.check(path, lambda path: compare(path, answer["profiles"], key_of))
