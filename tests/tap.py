# SPDX-License-Identifier: MIT
"""What the Python tests of laws and oracles share: TAP, and running ncalls."""
import os
import subprocess
import sys

NCALLS = os.environ["ncalls"]
TESTDATA = os.environ["testdata"]

_count = 0
_failed = 0


def ok(holds, text, *diagnostics):
    """One test. Diagnostics are printed when it fails."""
    global _count, _failed
    _count += 1
    print(("ok" if holds else "not ok"), _count, "-", text)
    if not holds:
        _failed += 1
        for line in diagnostics:
            for part in str(line).splitlines():
                print("#", part)


def skip(text, why):
    global _count
    _count += 1
    print("ok", _count, "-", text, "# SKIP", why)


def done():
    """The plan, last; ends the script."""
    print(f"1..{_count}" + ("" if _count else " # SKIP nothing to do"))
    sys.exit(1 if _failed else 0)


def run(*arguments, **options):
    """ncalls with these arguments; has returncode, stdout and stderr (bytes)."""
    options.setdefault("stdin", subprocess.DEVNULL)
    if "input" in options:
        del options["stdin"]
    return subprocess.run([NCALLS, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def profiles():
    """Every file of testdata that ncalls reads, sorted: (path, path below testdata)."""
    for folder, folders, files in os.walk(TESTDATA):
        folders.sort()
        if folder == TESTDATA and "make" in folders:
            folders.remove("make")
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name != "INDEX.md" and run("report", "--format", "json", path).returncode == 0:
                yield path, os.path.relpath(path, TESTDATA)
