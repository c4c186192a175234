#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Record testdata/{pyinstrument,scalene,pyspy-dump,memray,tracemalloc-text} anew: report.py under each tool.

    testdata/make/samplers/record.py PYTHON [TOOL...]

PYTHON has pyinstrument, scalene, memray and py-spy installed; what it lacks is said and left out. Profiles
hold the paths of the code that ran: give one that stands in a neutral place (/srv/venv/3.11, made with
/opt/python/3.11), and report.py is copied to /srv/report and run there. A file that names this machine's home
or temporary folder all the same is not kept. Times differ from one recording to the next.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent
WORK = pathlib.Path("/srv/report")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PYTHONHASHSEED": "0"}


def run(command, **options):
    return subprocess.run(command, cwd=WORK, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, **options)


def keep(source, folder, name):
    content = (WORK / source).read_bytes()
    for private in (pathlib.Path.home(), tempfile.gettempdir(), HERE.parent.parent.parent):
        if os.fsencode(private) in content:
            raise SystemExit("%s: holds a path of this machine: %s" % (name, private))
    (TARGET / folder).mkdir(exist_ok=True)
    (TARGET / folder / name).write_bytes(content)
    print("%s/%s: %d bytes" % (folder, name, len(content)))


def pyinstrument(python):
    run([python, "-m", "pyinstrument", "-r", "json", "-o", "tree.json", "report.py"])
    run([python, "-m", "pyinstrument", "--show-all", "-r", "json", "-o", "all.json", "report.py"])
    run([python, "-m", "pyinstrument", "-o", "report.pyisession", "report.py"])
    keep("tree.json", "pyinstrument", "report-3.11.json")
    keep("all.json", "pyinstrument", "report-all-3.11.json")
    keep("report.pyisession", "pyinstrument", "report-3.11.pyisession")


def scalene(python):
    run([python, "-m", "scalene", "run", "-o", "scalene.json", "report.py", "---", "8"], timeout=300)
    keep("scalene.json", "scalene", "report-3.11.json")


def memray(python):
    run([python, "-m", "memray", "run", "-f", "-o", "capture.bin", "report.py"])
    run([python, "-m", "memray", "transform", "csv", "-f", "-o", "capture.csv", "capture.bin"])
    run([python, "-m", "memray", "transform", "gprof2dot", "-f", "-o", "capture.json", "capture.bin"])
    run([python, "-m", "memray", "stats", "--json", "-f", "-o", "stats.json", "capture.bin"])
    keep("capture.csv", "memray", "report-3.11.csv")
    keep("capture.json", "memray", "report-gprof2dot-3.11.json")
    keep("stats.json", "memray", "report-stats-3.11.json")


def pyspy(python):
    tool = str(pathlib.Path(python).parent / "py-spy")
    for options, name in ([], "report-3.11.json"), (["--locals"], "report-locals-3.11.json"):
        program = subprocess.Popen([python, "report.py", "100"], cwd=WORK, env=ENVIRONMENT)
        time.sleep(1)
        with open(WORK / "dump.json", "wb") as output:
            subprocess.run([tool, "dump", "--json", "--pid", str(program.pid)] + options, env=ENVIRONMENT,
                           check=True, stdout=output)
        program.kill()
        program.wait()
        keep("dump.json", "pyspy-dump", name)


SNAPSHOT = """
import tracemalloc
tracemalloc.start(%d)
import report
cache = report.Cache()
kept = cache.fill(4000)
first = tracemalloc.take_snapshot()
more = cache.fill(6000)
second = tracemalloc.take_snapshot()
with open("lines.txt", "w") as out:
    print("[ Top 20 ]", file=out)
    for row in second.statistics("lineno")[:20]:
        print(row, file=out)
with open("diff.txt", "w") as out:
    for row in second.compare_to(first, "lineno")[:20]:
        print(row, file=out)
with open("tracebacks.txt", "w") as out:
    for row in second.statistics("traceback")[:5]:
        print("%%d memory blocks: %%.1f KiB" %% (row.count, row.size / 1024), file=out)
        for line in row.traceback.format():
            print(line, file=out)
"""


def tracemalloc(python):
    run([python, "-c", SNAPSHOT % 5])
    for name in "lines", "diff", "tracebacks":
        keep(name + ".txt", "tracemalloc-text", name + "-3.11.txt")


def main():
    python = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__)
    base = subprocess.check_output([python, "-c", "import sys; print(sys.base_prefix)"], text=True).strip()
    ENVIRONMENT["LD_LIBRARY_PATH"] = base + "/lib"  # native frames name the library that was loaded
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "report.py", WORK)
    for record in pyinstrument, memray, pyspy, tracemalloc, scalene:
        if record.__name__ not in (sys.argv[2:] or [record.__name__]):
            continue
        try:
            record(python)
        except (OSError, subprocess.SubprocessError) as error:
            print("%s was left out: %s" % (record.__name__, error))


if __name__ == "__main__":
    main()
