#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every system call that touches a file fails once, in each of its ways: either
the result is as if it had not, or one line says so, the status is 2, and what
was there before is still there. (strace injects the faults.)"""
import os
import re
import shutil
import subprocess

import law

FAULTS = {
    "openat": ["ENOENT", "EMFILE", "EACCES"],
    "read": ["EIO", "EINTR"],
    "write": ["ENOSPC", "EIO", "EINTR"],
    "fsync": ["EIO", "ENOSPC", "EINVAL"],
    "close": ["EIO"],
    "rename": ["EACCES", "EXDEV"],
    "fchmod": ["EPERM"],
}
# After these a run may go on: they are repeated, or do not matter.
HARMLESS = {("read", "EINTR"), ("write", "EINTR"), ("fsync", "EINVAL")}


class Case:
    def __init__(self, folder, source, name, to_file):
        self.folder, self.source, self.to_file = folder, source, to_file
        self.target = os.path.join(folder, "out")
        self.words = [law.NCALLS, "report", source]
        self.words += ["-o", f"{name}:{self.target}"] if to_file else ["--format", name]
        self.log = os.path.join(folder, "log")

    def run(self, *options):
        if self.to_file:
            with open(self.target, "wb") as file:
                file.write(b"old")
        # Leaks cannot be looked for beneath another tracer. This zone is in no
        # file: of another one, what cannot be read is passed over in silence.
        env = law.environment(ASAN_OPTIONS="detect_leaks=0", TZ="UTC0")
        return subprocess.run(["strace", "-f", "-qq", "-o", self.log, *options, *self.words], env=env, timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def result(self, got):
        """What was written: whole, old, or else."""
        if not self.to_file:
            return got.stdout
        with open(self.target, "rb") as file:
            return file.read()

    def calls(self):
        """[(name, which one of that name)] from the opening of the input on."""
        counts, found, begun = {}, [], False
        with open(self.log, encoding="utf-8", errors="replace") as log:
            for line in log:
                match = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
                if not match:
                    continue
                counts[match[1]] = counts.get(match[1], 0) + 1
                begun = begun or os.path.basename(self.source) in match[2] and match[1] == "openat"
                if begun:
                    found.append((match[1], counts[match[1]]))
        return found


def inject(case, wanted, name, which, error):
    got = case.run("-e", f"trace={name}", "-e", f"inject={name}:error={error}:when={which}")
    what = f"{name} {which} {error}"
    result = case.result(got)
    problems = []
    left = set(os.listdir(case.folder)) - {"log", "out"}
    for extra in left:
        problems.append(f"{what}: left behind {extra}")
        os.unlink(os.path.join(case.folder, extra))
    if got.returncode == 0:
        if result != wanted:
            problems.append(f"{what}: status 0, and the output is not what it should be")
    elif got.returncode != 2 or (name, error) in HARMLESS:
        problems.append(f"{what}: status {got.returncode}, {got.stderr[:300]!r}")
    else:
        problems += [f"{what}: {line}" for line in law.wrong_message(got.stderr)]
        if case.to_file and result not in (b"old", wanted):
            problems.append(f"{what}: the file holds something else")
    return problems


def all_faults(case):
    got = case.run("-e", "trace=" + ",".join(FAULTS))
    if got.returncode != 0:
        return None, 0
    wanted = case.result(got)
    calls = case.calls()
    problems = []
    count = 0
    for name, which in calls:
        for error in FAULTS[name]:
            problems += inject(case, wanted, name, which, error)
            count += 1
    return problems, count


def main():
    strace = shutil.which("strace")
    compressed = os.path.join(law.TESTDATA, "pstats", "handed_on-original-3.13.prof.gz")
    for source, name, to_file in ((law.SMALL, "json", True), (law.SMALL, "pstats", False), (law.LARGE, "json", False),
                                  (compressed, "text", True)):
        what = f"{os.path.basename(source)} as {name} to {'a file' if to_file else 'standard output'}"
        with law.scratch() as folder:
            problems, count = all_faults(Case(folder, source, name, to_file)) if strace else (None, 0)
        if problems is None:
            law.skip(what, "strace does not work here" if strace else "strace is not installed")
        else:
            law.check(f"{what}: {count} faults", problems)
    law.done()


main()
