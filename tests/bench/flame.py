#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A flame graph of collapsed stacks beside inferno's and flamegraph.pl's: processor time
of the whole process, pair by pair.

The inputs come from ../shared/tools/bench-inputs.py; without it there is nothing to
measure, and what is not installed is said."""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
PEERS = "inferno-flamegraph", "flamegraph.pl"


def seconds(*argv):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pair(path, size, peer, runs):
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(seconds(NCALLS, "flame", path, "-f", "svg"))
        theirs.append(seconds(peer, path))
    ours = statistics.median(mine)
    print(f"collapsed {size}: {ours * 1000:.0f} ms, {os.path.getsize(path) / ours / 1e6:.0f} MB/s; "
          f"{statistics.median(theirs) / ours:.1f} x {peer}", flush=True)


def main():
    if not os.path.exists(TOOL):
        print("not measured: there is no", TOOL)
        return
    with tempfile.TemporaryDirectory() as folder:
        for size, runs in ("10M", 7), ("100M", 3):
            path = os.path.join(folder, size)
            subprocess.run([sys.executable, TOOL, "collapsed", "--size", size, "-o", path], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for peer in PEERS:
                if shutil.which(peer):
                    pair(path, size, peer, runs)
                else:
                    print("not measured:", peer, "is not installed")


if __name__ == "__main__":
    main()
