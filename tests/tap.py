# SPDX-License-Identifier: MIT
"""What the Python tests of laws and oracles share: TAP, and running ncalls."""
import os
import subprocess
import sys

NCALLS = os.environ["ncalls"]
TESTDATA = os.environ["testdata"]
LABELLED = os.path.join(TESTDATA, "findings")
LONG = os.environ.get("NCALLS_LONG", "0") not in ("", "0")

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


def files():
    """Every file of testdata that may be a profile, sorted. Of the many labelled ones, which are alike, one in each
    tenth folder, all with NCALLS_LONG=1."""
    for folder, folders, names in os.walk(TESTDATA):
        folders.sort()
        if folder == TESTDATA and "make" in folders:
            folders.remove("make")
        if folder == LABELLED and not LONG:
            folders[:] = folders[::10]
        alike = folder.startswith(LABELLED + os.sep) and not LONG
        for name in [name for name in sorted(names) if not name.endswith((".md", ".py"))][: 1 if alike else None]:
            yield os.path.join(folder, name)


def profiles():
    """Those that ncalls reads: (path, path below testdata)."""
    for path in files():
        if run("report", "--format", "json", path).returncode == 0:
            yield path, os.path.relpath(path, TESTDATA)
