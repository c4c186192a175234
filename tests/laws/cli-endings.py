#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""However a run ends, it says so and leaves nothing half done: closed pipes, full
disks, closed descriptors, signals."""
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import law

COMMANDS = [["report", law.LARGE, "--format", name] for name in law.formats()]
COMMANDS += [["help"], ["help", "report"], ["formats"], ["--version"], ["help", "--completions", "bash"]]


def label(words):
    return " ".join(word if "/" not in word else "FILE" for word in words)


def closed_pipe(words):
    reading, writing = os.pipe()
    os.close(reading)
    problems = []
    for how in ("default", "ignored", "blocked"):
        def prepare():
            if how == "ignored":
                signal.signal(signal.SIGPIPE, signal.SIG_IGN)
            elif how == "blocked":
                signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPIPE])
        got = law.run(*words, stdout=writing, preexec_fn=prepare)
        wanted = 128 + signal.SIGPIPE if how == "blocked" else -signal.SIGPIPE
        if got.returncode != wanted or got.stderr:
            problems.append(f"SIGPIPE {how}: status {got.returncode}, {got.stderr!r}")
    os.close(writing)
    return problems


def goes_away(words):
    """The reader takes one line and leaves, as head -n 1 does."""
    with subprocess.Popen([law.NCALLS, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=law.environment()) as process:
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        status = process.wait(timeout=60)
    if not first or errors or status not in (0, -signal.SIGPIPE):
        return [f"status {status}, {errors!r}, first line {first!r}"]
    return []


def full_disk(words):
    problems = []
    with open("/dev/full", "wb") as full:
        got = law.run(*words, stdout=full)
    if got.returncode != 2:
        problems.append(f"status {got.returncode}")
    problems += law.wrong_message(got.stderr, "standard output: ", "No space left on device")
    if words[0] == "report":
        got = law.run(*words[:2], "-o", words[3] + ":/dev/full")
        if got.returncode != 2 or got.stdout:
            problems.append(f"-o: status {got.returncode}, printed {got.stdout[:99]!r}")
        problems += law.wrong_message(got.stderr, "/dev/full: ", "No space left on device")
    return problems


def file_too_large(name):
    """ulimit -f: SIGXFSZ must not kill, and the file stays as it was. The limit is below one finding."""
    def prepare():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    problems = []
    with law.scratch() as folder:
        target = os.path.join(folder, "out")
        for before in (None, b"old"):
            if before:
                with open(target, "wb") as out:
                    out.write(before)
            got = law.run("report", law.LARGE, "-o", f"{name}:{target}", "--limit", "all", preexec_fn=prepare)
            if got.returncode != 2:
                problems.append(f"status {got.returncode}")
            problems += law.wrong_message(got.stderr, "out: ", "File too large")
            wanted = ["out"] if before else []
            if os.listdir(folder) != wanted:
                problems.append(f"left behind: {os.listdir(folder)}")
            elif before and open(target, "rb").read() != before:
                problems.append("the old file was changed")
    return problems


def closed_descriptors(closed):
    """0, 1 and 2 may be closed: no file takes their place."""
    redirections = " ".join({0: "0<&-", 1: "1>&-", 2: "2>&-"}[i] for i in closed)
    problems = []

    def shell(*words):
        return subprocess.run(["sh", "-c", f'exec "$@" {redirections}', "sh", law.NCALLS, *words], timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=law.environment())
    with law.scratch() as folder:
        target = os.path.join(folder, "out.json")
        wanted = law.run("report", law.SMALL, "--format", "json").stdout
        got = shell("report", law.SMALL, "-o", target)
        if got.returncode != 0 or got.stderr or open(target, "rb").read() != wanted:
            problems.append(f"-o: status {got.returncode}, {got.stderr!r}, or the file is not what it should be")
        got = shell("report", law.SMALL, "--format", "json")
        if got.returncode != (2 if 1 in closed else 0):
            problems.append(f"standard output: status {got.returncode}")
        if 1 in closed and 2 not in closed:
            problems += law.wrong_message(got.stderr, "standard output: cannot write")
        got = shell("report", folder + "/missing.prof", "-o", target)
        if got.returncode != 2 or open(target, "rb").read() != wanted:
            problems.append(f"missing input: status {got.returncode}, or the message went into the file")
        got = shell("report", "-")
        if got.returncode != 2:
            problems.append(f"nothing on standard input: status {got.returncode}")
        if 2 not in closed:
            problems += law.wrong_message(got.stderr, "standard input: ")
    return problems


def interrupted(folder, source, rounds, chance):
    """Signals at random moments: each output is absent or complete."""
    outputs = [f"{name}:{os.path.join(folder, 'out.' + name)}" for name in law.formats()]
    words = ["report", source, "--limit", "all"]
    for output in outputs:
        words += ["-o", output]
    start = time.monotonic()
    got = law.run(*words)
    length = time.monotonic() - start
    wanted = {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}
    problems = [] if got.returncode == 0 and len(wanted) == len(outputs) else [f"undisturbed: {got.stderr!r}"]
    killed = 0
    for i in range(rounds):
        for name in wanted:
            if os.path.exists(os.path.join(folder, name)):
                os.unlink(os.path.join(folder, name))
        number = chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
        process = subprocess.Popen([law.NCALLS, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=law.environment(), start_new_session=True,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        time.sleep(chance.random() * length)
        process.send_signal(number)
        printed, errors = process.communicate(timeout=60)
        killed += process.returncode == -number
        if process.returncode not in (0, -number) or printed or errors:
            problems.append(f"{number.name}: status {process.returncode}, {errors!r}")
        for name in os.listdir(folder):
            if name not in wanted:
                problems.append(f"{number.name}: left behind {name}")
                os.unlink(os.path.join(folder, name))
            elif open(os.path.join(folder, name), "rb").read() != wanted[name]:
                problems.append(f"{number.name}: {name} is not whole")
    if not killed:
        problems.append("no signal came before the end")
    return problems


# What a run calls from opening its first output on.
CALLS = ["openat", "write", "fchmod", "fsync", "close", "rename", "unlink"]


def interrupted_everywhere(folder, strace):
    """A signal at the end of every such system call, one run for each."""
    target = os.path.join(folder, "out.json")
    words = [law.NCALLS, "report", law.SMALL, "-o", target]
    env = law.environment(ASAN_OPTIONS="detect_leaks=0")  # which cannot work beneath another tracer
    log = os.path.join(folder, "log")

    def trace(*options):
        if os.path.exists(target):
            os.unlink(target)
        return subprocess.run([strace, "-f", "-qq", "-o", log, *options, *words], env=env, timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    got = trace("-e", "trace=" + ",".join(CALLS))
    if got.returncode != 0:
        return None, 0
    wanted = open(target, "rb").read()
    calls = [line.split("(")[0].split()[-1] for line in open(log) if "(" in line]
    problems = []
    for call in CALLS:
        for i in range(1, calls.count(call) + 1):
            got = trace("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGTERM:when={i}")
            left = sorted(set(os.listdir(folder)) - {"log"})
            whole = left == [] or left == ["out.json"] and open(target, "rb").read() == wanted
            if got.returncode != -signal.SIGTERM or not whole:
                problems.append(f"{call} {i}: status {got.returncode}, left {left}")
            for name in left:
                os.unlink(os.path.join(folder, name))
    return problems, len(calls)


def keeps_ignoring(folder, source):
    """nohup: who started us does not want the signal."""
    process = subprocess.Popen([law.NCALLS, "report", "-", "--format", "json"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=law.environment(),
                               preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    with open(source, "rb") as data:
        bytes_ = data.read()
    process.stdin.write(bytes_[:1000])
    process.stdin.flush()
    time.sleep(0.3)
    process.send_signal(signal.SIGHUP)
    printed, errors = process.communicate(bytes_[1000:], timeout=60)
    if process.returncode or errors or not printed:
        return [f"status {process.returncode}, {errors!r}"]
    return []


def main():
    for words in COMMANDS:
        law.check(f"a closed pipe is no noise: {label(words)}", closed_pipe(words))
    for words in COMMANDS:
        law.check(f"a reader that leaves is no noise: {label(words)}", goes_away(words))
    for words in COMMANDS:
        law.check(f"a full disk is said: {label(words)}", full_disk(words))
    for name in law.formats():
        law.check(f"a limit on files is said: {name}", file_too_large(name))
    for mask in range(8):
        closed = [i for i in range(3) if mask >> i & 1]
        law.check(f"closed descriptors: {closed or 'none'}", closed_descriptors(closed))
    with law.scratch() as folder, law.scratch() as elsewhere:
        source = law.profile(os.path.join(elsewhere, "large.prof"), 6000)
        law.check("60 signals at random moments leave nothing half done",
                  interrupted(folder, source, 60, random.Random(20261121)))
    with law.scratch() as folder:
        name = "a signal behind every system call leaves nothing half done"
        strace = shutil.which("strace")
        problems, count = interrupted_everywhere(folder, strace) if strace else (None, 0)
        if problems is None:
            law.skip(name, "strace does not work here" if strace else "strace is not installed")
        else:
            law.check(f"{name} ({count} calls)", problems)
        law.check("a signal that was ignored stays ignored", keeps_ignoring(folder, law.LARGE))
    law.done()


main()
