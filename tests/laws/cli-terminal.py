#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a terminal changes, and what it does not: colour, width, progress; and
that nothing else of the environment changes a byte."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import threading
import time
import unicodedata

import law

ESCAPE = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")


def on_terminal(*words, columns=80, env=None, stream="stdout", feed=None):
    """Runs with one stream on a terminal: (status, what the terminal saw)."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    attributes = termios.tcgetattr(slave)
    attributes[1] &= ~termios.OPOST # newlines stay newlines
    termios.tcsetattr(slave, termios.TCSANOW, attributes)
    streams = {"stdin": subprocess.PIPE if feed else subprocess.DEVNULL, "stdout": subprocess.PIPE,
               "stderr": subprocess.PIPE}
    streams[stream] = slave
    process = subprocess.Popen([law.NCALLS, *words], env=env or law.environment(TERM="xterm"), **streams)
    os.close(slave)
    seen = []
    # The other streams are read, too: a full pipe would stop the program.
    threads = [threading.Thread(target=pipe.read) for name, pipe in (("stdout", process.stdout),
               ("stderr", process.stderr)) if pipe]
    if feed:
        threads.append(threading.Thread(target=feed, args=(process.stdin, seen)))
    for thread in threads:
        thread.start()
    while True:
        ready, _, _ = select.select([master], [], [], 60)
        try:
            data = os.read(master, 65536) if ready else b""
        except OSError: # the terminal is gone with its last user
            data = b""
        if not data:
            break
        seen.append((time.monotonic(), data))
    status = process.wait(timeout=60)
    for thread in threads:
        thread.join()
    os.close(master)
    return status, seen


def text_of(seen):
    return b"".join(data for _, data in seen)


def color_cases():
    report = ["report", law.SMALL, "--format", "text"]
    plain = law.run(*report).stdout
    cases = [ # (what, terminal?, options, environment, coloured?)
        ("a terminal", True, [], {"TERM": "xterm"}, True),
        ("a pipe", False, [], {"TERM": "xterm"}, False),
        ("NO_COLOR on a terminal", True, [], {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("an empty NO_COLOR", True, [], {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("TERM=dumb", True, [], {"TERM": "dumb"}, False),
        ("no TERM", True, [], {"TERM": None}, False),
        ("--color always in a pipe", False, ["--color", "always"], {"TERM": None}, True),
        ("--color always and NO_COLOR", False, ["--color=always"], {"NO_COLOR": "1"}, True),
        ("--color never on a terminal", True, ["--color", "never"], {"TERM": "xterm"}, False),
        ("the last --color counts", True, ["--color", "always", "--color", "never"], {"TERM": "xterm"}, False),
    ]
    for what, terminal, options, changes, wanted in cases:
        env = law.environment(**changes)
        if terminal:
            status, seen = on_terminal(*report, *options, env=env)
            got = text_of(seen)
        else:
            process = law.run(*report, *options, env=env)
            status, got = process.returncode, process.stdout
        problems = [] if status == 0 else [f"status {status}"]
        if bool(ESCAPE.search(got)) != wanted:
            problems.append(f"colour: {not wanted}")
        if ESCAPE.sub(b"", got) != plain:
            problems.append("without its colour it is not the plain text")
        law.check(f"colour: {what}: {'yes' if wanted else 'no'}", problems)


def files_have_no_color():
    with law.scratch() as folder:
        target = os.path.join(folder, "out.txt")
        status, _ = on_terminal("report", law.SMALL, "-o", target, columns=200)
        plain = law.run("report", law.SMALL, "--format", "text").stdout
        written = open(target, "rb").read()
    return [] if status == 0 and written == plain else [f"status {status}, or the file is not the plain text"]


def cells(line):
    width = 0
    for c in line:
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width


def widest(data):
    return max(cells(line) for line in ESCAPE.sub(b"", data).decode().splitlines())


def widths():
    problems = []
    # The heading has the path as it was given, and is as long as that.
    os.chdir(os.path.dirname(law.LARGE))
    report = ["report", os.path.basename(law.LARGE), "--format", "text"]
    plain = law.run(*report).stdout
    at_width = {columns: law.run(*report, "--width", str(columns)).stdout for columns in (1, 10, 60, 80, 132, 100000)}
    if at_width[80] != plain:
        problems.append("a pipe is not 80 columns wide")
    if len({at_width[60], at_width[80], at_width[132]}) != 3:
        problems.append("--width changes nothing")
    for columns in (60, 80, 132):
        if widest(at_width[columns]) > columns:
            problems.append(f"--width {columns}: a line has {widest(at_width[columns])} cells")
    for columns in (0, 1, 10, 60, 80, 132, 65535):
        status, seen = on_terminal(*report, "--color", "never", columns=columns)
        wanted = at_width.get(columns, plain if columns == 0 else law.run(*report, "--width", str(columns)).stdout)
        if status or text_of(seen) != wanted:
            problems.append(f"a terminal of {columns} columns: status {status}, or not the text of that width")
    for value, columns in (("60", 60), ("0", 80), ("", 80), ("-5", 80), ("60x", 80), ("9" * 30, 80)):
        if law.run(*report, env=law.environment(COLUMNS=value)).stdout != at_width[columns]:
            problems.append(f"COLUMNS={value}: not {columns} columns")
    _, seen = on_terminal(*report, "--color", "never", columns=132, env=law.environment(TERM="xterm", COLUMNS="60"))
    if text_of(seen) != at_width[132]:
        problems.append("COLUMNS is more than the terminal")
    return problems


def same_everywhere():
    """Neither the locale nor anything else of the environment changes a byte."""
    problems = []
    for name in law.formats():
        words = ["report", law.LARGE, "--format", name]
        plain = law.run(*words).stdout
        for env in ({}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "ja_JP.SJIS", "LANG": "ja_JP.SJIS"},
                    {"LC_NUMERIC": "fr_FR.UTF-8", "TZ": "Asia/Kathmandu"} if name != "pstats" else {},
                    {"POSIXLY_CORRECT": "1", "HOME": "/nonexistent", "TMPDIR": "/nonexistent"}):
            zone = {"TZ": os.environ["TZ"]} if "TZ" in os.environ and "TZ" not in env else {}
            got = law.run(*words, env={**env, **zone, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")})
            if got.stdout != plain:
                problems.append(f"{name}: differs under {env}")
    return problems


def slowly(path, pieces, pause, patience=0):
    """Feeds a file in pieces; its last bytes one by one as long as the terminal
    has seen nothing, `patience` of them at most: a busy machine may be late."""
    with open(path, "rb") as file:
        data = file.read()
    end = len(data) - patience - 1
    size = end // pieces + 1

    def write(pipe, piece):
        time.sleep(pause)
        pipe.write(piece)
        pipe.flush()

    def feed(pipe, seen=()):
        at = 0
        while at < end:
            write(pipe, data[at:min(at + size, end)])
            at = min(at + size, end)
        while at < end + patience and not seen:
            write(pipe, data[at:at + 1])
            at += 1
        write(pipe, data[at:])
        pipe.close()
    return feed


def progress_is_shown():
    started = time.monotonic()
    status, seen = on_terminal("report", "-", "--format", "json", stream="stderr", columns=60,
                               feed=slowly(law.LARGE, 12, 0.1, 600))
    got = text_of(seen)
    problems = [] if status == 0 else [f"status {status}"]
    if not seen or b"standard input: " not in got or b" kB" not in got:
        return problems + [f"no progress: {got!r}"]
    if seen[0][0] - started < 0.5:
        problems.append("it was shown in the first half second")
    if b"\n" in got or not got.endswith(b"\r\x1b[K"):
        problems.append(f"it was not taken away: {got[-80:]!r}")
    for line in got.split(b"\r"):
        if len(ESCAPE.sub(b"", line)) >= 60:
            problems.append(f"too long for the terminal: {line!r}")
    return problems


def progress_before_a_message():
    """A failure takes the line away first."""
    with law.scratch() as folder:
        cut = os.path.join(folder, "cut.prof")
        with open(law.LARGE, "rb") as whole, open(cut, "wb") as out:
            out.write(whole.read()[:60000])
        status, seen = on_terminal("report", "-", "--format", "json", stream="stderr", feed=slowly(cut, 12, 0.1, 600))
    got = text_of(seen)
    if status != 2 or b"\r\x1b[Kncalls: standard input: cut off" not in got or not got.endswith(b"\n"):
        return [f"status {status}, {got[-200:]!r}"]
    return []


def progress_is_not_shown():
    problems = []
    cases = [("--progress never", ["--progress", "never"], {"TERM": "xterm"}, "stderr"),
             ("--quiet", ["-q"], {"TERM": "xterm"}, "stderr"),
             ("TERM=dumb", [], {"TERM": "dumb"}, "stderr"),
             ("a pipe", [], {"TERM": "xterm"}, None)]
    for what, options, changes, stream in cases:
        words = ["report", "-", "--format", "json", *options]
        env = law.environment(**changes)
        if stream:
            status, seen = on_terminal(*words, stream=stream, env=env, feed=slowly(law.LARGE, 4, 0.25))
            got = text_of(seen)
        else:
            process = subprocess.Popen([law.NCALLS, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, env=env)
            slowly(law.LARGE, 4, 0.25)(process.stdin)
            got, status = process.stderr.read(), process.wait(timeout=60)
        if status or got:
            problems.append(f"{what}: status {status}, {got!r}")
    return problems


def no_file_on_a_terminal():
    master, slave = pty.openpty()
    process = law.run(stdin=slave)
    os.close(slave)
    os.close(master)
    if process.returncode != 2 or process.stdout:
        return [f"status {process.returncode}, printed {process.stdout!r}"]
    return law.wrong_message(process.stderr, "FILE: is missing")


def binary_is_refused():
    binary = [line.split()[0] for line in law.run("formats").stdout.decode().splitlines()
              if line.startswith("  ") and line.split()[0] in ("png", "pdf", "pprof")]
    problems = []
    for name in binary:
        status, seen = on_terminal("report", law.SMALL, "--format", name)
        if status != 2 or text_of(seen):
            problems.append(f"{name}: status {status}, {text_of(seen)[:80]!r}")
    return binary, problems


def main():
    if not law.has_terminals():
        law.skip("what a terminal changes", "this machine gives out no pseudo-terminals")
        law.done()
        return
    color_cases()
    law.check("colour: a file never has any", files_have_no_color())
    law.check("the width is the terminal's, or COLUMNS, or 80", widths())
    law.check("locale and environment change nothing", same_everywhere())
    law.check("progress: shown after half a second, within the width, and taken away", progress_is_shown())
    law.check("progress: taken away before a message", progress_before_a_message())
    law.check("progress: not shown when nobody wants it or would see it", progress_is_not_shown())
    law.check("no file on a terminal is a mistake", no_file_on_a_terminal())
    binary, problems = binary_is_refused()
    if binary:
        law.check(f"binary formats are not for a terminal: {' '.join(binary)}", problems)
    law.done()


main()
