#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every figure of a speedscope file (functions, edges, lines, stacks by thread) equals what its samples and
events add up to in exact arithmetic, for every file of testdata and of the shared corpus."""
import decimal
import fractions
import glob
import json
import os
import re
import sys

import stacks_file
from stacks_file import Refused, text

UNITS = {"none": 1, "bytes": 1, "nanoseconds": 1, "microseconds": 10 ** 3, "milliseconds": 10 ** 6, "seconds": 10 ** 9}
THREAD = re.compile(r'(?:Process (\d+) )?(Thread (0x[0-9A-Fa-f]+|\d+))(?: "(.*)")?$', re.S)
ROOT = re.compile(r"thread \(?(0x|\d)|process \d+")


def frame_of(frame, exporter):
    """py-spy and austin say which line was executing, everybody else where the function begins."""
    line = frame.get("line") or 0
    function = text(frame.get("file") or ""), text(frame["name"])
    if exporter.lower().startswith(("py-spy", "austin")):
        return (function[0], 0, function[1]), line
    return (function[0], line, function[1]), 0


def thread_of(profile, document):
    if len(document["profiles"]) == 1 and not document.get("exporter", "").startswith("py-spy@"):
        return ""
    found = THREAD.match(profile["name"])
    return text((found.group(4) or found.group(2)) if found else profile["name"])


def without_roots(frames):
    """py-spy's processes and threads stand first and are no functions."""
    while frames and frames[0][0][:2] == ("", 0) and not frames[0][1] and ROOT.match(frames[0][0][2]):
        frames = frames[1:]
    return frames


def weights_of(profile, document):
    """py-spy 0.3.8 wrote a second for each sample, and the number of profiles times the interval as the end."""
    if document.get("exporter") == "py-spy@0.3.8":
        return [fractions.Fraction(profile["endValue"]) / len(document["profiles"])] * len(profile["samples"])
    return profile["weights"]


def add_sampled(sums, profile, document, frames, scale):
    if len(profile["samples"]) != len(profile["weights"]):
        raise Refused("samples and weights")
    for sample, weight in zip(profile["samples"], weights_of(profile, document)):
        stack = without_roots([frames[index] for index in sample]) or [(("", 0, "<no frame>"), 0)]
        sums.add(thread_of(profile, document), stack, fractions.Fraction(weight) * scale)


def add_evented(sums, profile, document, frames, scale):
    stack, last = [], None
    for event in profile["events"]:
        at = fractions.Fraction(event["at"])
        if last is not None and at < last:
            raise Refused("back in time")
        sums.add(thread_of(profile, document), [frames[index] for index in stack], (at - (last or 0)) * scale)
        last = at
        if event["type"] == "O":
            stack.append(event["frame"])
        elif not stack or stack.pop() != event["frame"]:
            raise Refused("closed in the wrong order")
    if stack:
        raise Refused("still open")


def sums_of(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file, parse_float=decimal.Decimal)
    frames = [frame_of(frame, document.get("exporter", "")) for frame in document["shared"]["frames"]]
    sums = stacks_file.Sums()
    for profile in document["profiles"]:
        add = add_sampled if profile["type"] == "sampled" else add_evented
        add(sums, profile, document, frames, UNITS[profile["unit"]])
    return sums


def main():
    paths = []
    for folder in (os.path.join(os.environ["testdata"], "speedscope"), os.path.join(stacks_file.CORPUS, "speedscope"),
                   os.path.join(stacks_file.CORPUS, "pyspy-speedscope")):
        paths += glob.glob(os.path.join(folder, "*.json"))
    paths += glob.glob(os.path.join(stacks_file.CORPUS, "pyinstrument", "*.speedscope"))
    return stacks_file.check(paths, sums_of)


if __name__ == "__main__":
    sys.exit(main())
