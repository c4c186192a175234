#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Record testdata/chrometrace and testdata/speedscope anew: shelf.py under viztracer, py-spy and pyinstrument of
several releases.

    testdata/make/traces/record.py /opt/python/3.8/bin/python3.8 /opt/python/3.11/bin/python3.11 ...

Needs PyPI, and the right to look into other processes for py-spy. Everything runs in /srv/traces, and the
Pythons should stand in a neutral place, too, as traces hold paths. What a Python cannot run is said and left
out. Times differ from one recording to the next; the calls of shelf.py itself do not.
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent
WORK = pathlib.Path("/srv/traces")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PYTHONHASHSEED": "0"}

# (name, package, Pythons, command), of chrometrace/ unless the name says otherwise: {bin} is the environment's, the result is trace.json.
VIZTRACER = "{bin}/viztracer --quiet -o trace.json "
PYSPY = "{bin}/py-spy record -f chrometrace -r 100 -o trace.json %s -- {bin}/python shelf.py 0.5"
SPEEDSCOPE = PYSPY.replace("chrometrace", "speedscope")
OLD_SPEEDSCOPE = SPEEDSCOPE.replace("shelf.py 0.5", "shelf.py 5") % "-d 1"  # fails if the program ends first
RECIPES = [
    ("viztracer-0.9.5", "viztracer==0.9.5", "3.8", "{bin}/viztracer -o trace.json shelf.py"),
    ("viztracer-0.15.6", "viztracer==0.15.6", "3.8 3.11", VIZTRACER + "shelf.py"),
    ("viztracer-1.1.1", "viztracer==1.1.1", "3.11 3.13", VIZTRACER + "shelf.py"),
    ("viztracer-1.1.1-async", "viztracer==1.1.1", "3.13", VIZTRACER + "--log_async shelf.py 0 tasks"),
    ("viztracer-1.1.1-args", "viztracer==1.1.1", "3.13", VIZTRACER + "--log_func_args --log_func_retval shelf.py"),
    ("viztracer-1.1.1-full", "viztracer==1.1.1", "3.13", VIZTRACER + "--tracer_entries 100 shelf.py"),
    ("viztracer-1.1.1-depth", "viztracer==1.1.1", "3.13", VIZTRACER + "--max_stack_depth 6 --ignore_c_function shelf.py"),
    ("py-spy-0.4.0", "py-spy==0.4.0", "3.11", PYSPY % ""),
    ("py-spy-0.4.3", "py-spy==0.4.3", "3.11 3.13", PYSPY % ""),
    ("py-spy-0.4.3-threads", "py-spy==0.4.3", "3.13", PYSPY % "--threads --idle"),
    ("py-spy-0.4.3-function", "py-spy==0.4.3", "3.13", PYSPY % "--function"),
    ("speedscope/py-spy-0.3.7", "py-spy==0.3.7", "3.8", OLD_SPEEDSCOPE),
    ("speedscope/py-spy-0.3.8", "py-spy==0.3.8", "3.8", OLD_SPEEDSCOPE),
    ("speedscope/py-spy-0.4.3", "py-spy==0.4.3", "3.13", SPEEDSCOPE % ""),
    ("speedscope/py-spy-0.4.3-threads", "py-spy==0.4.3", "3.13", SPEEDSCOPE % "--threads --idle"),
    ("speedscope/pyinstrument-5.1.0", "pyinstrument==5.1.0", "3.13",
     "{bin}/pyinstrument -r speedscope -o trace.json shelf.py 0.5"),
    ("py-spy-0.4.3-nolineno", "py-spy==0.4.3", "3.13", PYSPY % "--nolineno"),
]


def environment(python, package):
    """The folder with the programs of a virtual environment that has the package."""
    folder = WORK / "venv" / ("%s-%s" % (pathlib.Path(python).name, package.replace("==", "-")))
    if not folder.exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "-q", package, "setuptools<70"], check=True)
    return folder / "bin"


def record(python, package, command):
    trace = WORK / "trace.json"
    trace.unlink(missing_ok=True)
    subprocess.run(command.format(bin=environment(python, package)).split(), cwd=WORK, env=ENVIRONMENT, check=True,
                   stdout=subprocess.DEVNULL, timeout=120)
    content = trace.read_bytes()
    for private in pathlib.Path.home(), tempfile.gettempdir(), HERE.parent.parent.parent:
        if os.fsencode(private) in content:
            raise OSError("the trace holds a path of this machine: %s" % private)
    return content


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "shelf.py", WORK)
    for name, package, versions, command in RECIPES:
        for python in sys.argv[1:]:
            version = pathlib.Path(python).name.removeprefix("python")
            if version not in versions.split():
                continue
            try:
                content = record(python, package, command)
            except (OSError, subprocess.SubprocessError) as error:
                print("%s-%s was left out: %s" % (name, version, error))
                continue
            path = TARGET / ("%s-%s.json" % (name if "/" in name else "chrometrace/" + name, version))
            path.parent.mkdir(exist_ok=True)
            if len(content) > 200000: # as viztracer -o trace.json.gz writes it
                path = path.with_name(path.name + ".gz")
                content = gzip.compress(content, mtime=0)
            path.write_bytes(content)
            print("%s: %d bytes" % (path.name, len(content)))


if __name__ == "__main__":
    main()
