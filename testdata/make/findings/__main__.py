#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Record the profiles of testdata/findings/ anew.

    python3 testdata/make/findings [options] PYTHON...

PYTHON are interpreters of the versions to record with; without any, NCALLS_PYTHONS is read, as by record.
One folder of testdata/findings/ is one case, with its program and a recipe.py (see ../../findings/README.md).
A version nobody gave is skipped, and said.

Programs run in /srv/app, with interpreters copied to /opt/python and packages in /srv/venv, so that no profile
holds a path of this machine; --keep leaves all that there, and the next run uses it again.  Servers (redis,
PostgreSQL, MariaDB, memcached, and the stand-ins of stubs.py) are started when a recipe asks for them.

--index writes LABELS.json and README.md anew from the recipes, and records nothing.
"""
import argparse
import gzip
import os
import pathlib
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from importlib.machinery import SourceFileLoader

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

import index
import interpreters
from services import Services

record = SourceFileLoader("record", str(HERE.parent / "record")).load_module()
CASES = HERE.parent.parent / "findings"
SQUEEZED_FROM = 6000  # bytes; smaller profiles stay as they are
TOOLS = {
    "call": ["{python}", "{here}/call.py", "{output}", "{module}", "{warm}"],
    "cProfile": ["{python}", "-m", "cProfile", "-o", "{output}", "{script}"],
    "self": ["{python}", "{script}", "{output}"],
    "raw": ["{bin}/py-spy", "record", "-r", "200", "-F", "-f", "raw", "-o", "{output}", "--", "{python}", "{script}"],
    "lines": ["{python}", "{here}/lines.py", "{output}", "{module}"],
    "memory": ["{python}", "-m", "memory_profiler", "-o", "{output}", "{script}"],
}


class Case:
    """One folder: the variables of its recipe.py, with what a recipe may leave out."""

    def __init__(self, folder):
        said = runpy.run_path(str(folder / "recipe.py"))
        self.name = folder.name
        self.folder = folder
        self.runs = [(run,) if isinstance(run, str) else run for run in said.get("RUNS", [])]
        self.services = said.get("SERVICES", [])
        self.shared = said.get("SHARED", [])
        self.module = said.get("MODULE", "program")
        self.tool = said.get("TOOL", "call")
        self.command = TOOLS[self.tool]
        self.suffix = said.get("SUFFIX", {"lines": "txt", "raw": "folded", "memory": "txt"}.get(self.tool, "prof"))
        self.warm = "warm" if said.get("WARM") else ""


class Kitchen(record.Workshop):
    """The neutral places; what an earlier run kept is used again, but for the program."""

    def __init__(self, opt, srv, pythons, cases):
        super().__init__(opt, srv, pythons, [])
        self.sets = {}
        for case in cases:
            for run in case.runs:
                self.assign(run)

    def assign(self, run):
        """Put packages into the first set of this Python that has no other version of them."""
        version, wanted = run[0], dict(map(pinned, run[1:]))
        if not wanted:
            return
        for at, packages in enumerate(self.sets.setdefault(version, [])):
            if all(packages.get(name, pin) == pin for name, pin in wanted.items()):
                packages.update(wanted)
                return
        self.sets[version].append(wanted)

    def make(self, folder):
        if (folder / record.MARK).exists() and "app" not in folder.parts:
            self.made.append(folder)
            return folder
        return super().make(folder)

    def copied(self, python):
        folder = self.opt / "python" / python.name
        if (folder / record.MARK).exists():
            self.made.append(folder)
            return [str(folder / "bin" / ("python" + python.name))]
        return super().copied(python)

    def command_for(self, run):
        version, wanted = run[0], dict(map(pinned, run[1:]))
        if version not in self.ready:
            self.ready[version] = self.copied(self.pythons[version])
        if not wanted:
            return self.ready[version]
        for at, packages in enumerate(self.sets[version]):
            if all(packages.get(name) == pin for name, pin in wanted.items()):
                return self.packed(version, at, packages)
        raise AssertionError(run)

    def packed(self, version, at, packages):
        name = "%s%s" % (version, "abcdefghijklmnopqrstuvwxyz"[at])
        folder = self.srv / "venv" / name
        python = [str(folder / "bin" / "python")]
        listed = " ".join(sorted(name + pin for name, pin in packages.items()))
        known = folder / "packages"
        if name not in self.ready:
            self.make(folder)
            if not (folder / "bin").exists():
                record.run(self.ready[version] + ["-m", "venv", str(folder)])
            if not known.exists() or known.read_text() != listed:
                print("%s: %s" % (name, listed), flush=True)
                record.run(python + ["-m", "pip", "install", "--quiet", "--prefer-binary"] + listed.split())
                known.write_text(listed)
            self.ready[name] = python
        return self.ready[name]

    def having(self, package):
        """Some interpreter that has a package (for a stub)."""
        for version, sets in sorted(self.sets.items(), reverse=True):
            for at, packages in enumerate(sets):
                if package in packages and version in self.pythons:
                    self.command_for((version,) + tuple(n + p for n, p in packages.items()))
                    return self.packed(version, at, packages)[0]
        raise SystemExit("no Python was given that gets %s" % package)


def pinned(requirement):
    """Name and pin of a requirement: "Django==5.2.1" is ("Django", "==5.2.1")."""
    name = re.match(r"[\w.\[\]-]+", requirement).group()
    return name, requirement[len(name):]


def label(run):
    """What a profile is called: 3.11, or 3.11-django5.2 after the first package."""
    if len(run) == 1:
        return run[0]
    name, pin = pinned(run[1])
    release = ".".join(pin.strip("=<>~").split(".")[:2])
    return "%s-%s%s" % (run[0], re.sub(r"\[.*|\W", "", name).lower(), release)


def program(case, srv, kitchen):
    folder = kitchen.make(srv / "app")
    for shared in case.shared:
        record.copy_over(HERE / shared, folder)
    record.copy_over(case.folder, folder)
    for extra in [*folder.glob("[23].*"), folder / "recipe.py"]:
        extra.unlink()
    return folder


def run_case(case, run, kitchen, srv, log):
    python = kitchen.command_for(run)
    folder = program(case, srv, kitchen)
    output = folder / ("out." + case.suffix)
    words = dict(here=HERE, output=output, module=case.module, warm=case.warm, bin=os.path.dirname(python[0]),
                 script=case.module.replace(".", "/") + ".py")
    for _ in range(2 if case.tool == "cProfile" else 1):  # the first run fills the bytecode caches
        said = tempfile.TemporaryFile()
        status = subprocess.call(["timeout", "-k", "5", "120"] + record.filled_in(case.command, python, **words), cwd=folder,
                                 env=record.environment(), stdout=said, stderr=said)
        if status:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-3000:]
            log.write("%s %s: status %d\n%s\n" % (case.name, run, status, tail))
            return "failed, see above"
    record.check_neutral(output)
    return keep(output, case.folder / ("%s.%s" % (label(run), case.suffix)))


def keep(output, target):
    """A profile, compressed unless it is small; the other form of it goes."""
    data = output.read_bytes()
    squeezed = target.with_name(target.name + ".gz")
    for old in (target, squeezed):
        if old.exists():
            old.unlink()
    if len(data) < SQUEEZED_FROM:
        target.write_bytes(data)
        return "%d bytes" % len(data)
    squeezed.write_bytes(gzip.compress(data, 9, mtime=0))
    return "%d bytes, %d as gzip" % (len(data), squeezed.stat().st_size)


def arguments():
    summary, _, rest = __doc__.partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pythons", metavar="PYTHON", nargs="*")
    parser.add_argument("--only", metavar="CASE", action="append", help="record only this one (repeatable, a prefix*)")
    parser.add_argument("--missing", action="store_true", help="record only what is not there")
    parser.add_argument("--keep", action="store_true", help="leave what was made in /srv and /opt")
    parser.add_argument("--index", action="store_true", help="only write LABELS.json and README.md")
    return parser.parse_args()


def chosen(case, only):
    return not only or any(pathlib.PurePath(case.name).match(pattern) for pattern in only)


def there(case, run):
    return any(case.folder.glob("%s.%s*" % (label(run), case.suffix)))


def main():
    given = arguments()
    cases = [Case(path.parent) for path in sorted(CASES.glob("*/recipe.py"))]
    failed = []
    if not given.index:
        pythons = interpreters.find(given.pythons or os.environ.get("NCALLS_PYTHONS", "").split(os.pathsep))
        srv = pathlib.Path("/srv")
        kitchen = Kitchen(pathlib.Path("/opt"), srv, pythons, cases)
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="findings-"))
        scratch.chmod(0o755)
        services = Services(scratch, kitchen.having)
        try:
            for case in cases:
                for run in case.runs if chosen(case, given.only) else []:
                    if run[0] not in pythons or given.missing and there(case, run):
                        continue
                    services.need(case.services)
                    said = run_case(case, run, kitchen, srv, sys.stderr)
                    print("%s/%s: %s" % (case.name, label(run), said), flush=True)
                    failed += [case.name] * said.startswith("failed")
        finally:
            services.stop()
            shutil.rmtree(scratch, ignore_errors=True)
            if not given.keep:
                kitchen.remove()
    index.write(CASES)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
