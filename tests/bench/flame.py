#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A flame graph of collapsed stacks beside inferno's and flamegraph.pl's: processor time
of the whole process, pair by pair, and its peak memory.

    tests/run-bench flame               10 and 100 MB, some minutes
    FULL=1 tests/run-bench flame        1 GB, too

The inputs come from ../shared/tools/bench-inputs.py; without it there is nothing to
measure, and what is not installed is said."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from stacks import cost

NCALLS = os.environ["ncalls"]
TOOL = os.path.join(os.environ["srcdir"], "..", "shared", "tools", "bench-inputs.py")
PEERS = "inferno-flamegraph", "flamegraph.pl"


def pair(path, size, peer, runs):
    folder = os.path.dirname(path)
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(cost([NCALLS, "flame", path, "-f", "svg"], folder))
        theirs.append(cost([peer, path], folder))
    ours, others = (sorted(c.seconds for c in list_) for list_ in (mine, theirs))
    median = statistics.median(ours)
    print(f"collapsed {size}: {median * 1000:.0f} ms, {os.path.getsize(path) / median / 1e6:.0f} MB/s, "
          f"{mine[0].kilobytes // 1024} MB; {statistics.median(others) / median:.1f} x {peer} "
          f"({others[0] / ours[0]:.1f} x at the least), which takes {theirs[0].kilobytes // 1024} MB", flush=True)


def main():
    if not os.path.exists(TOOL):
        print("not measured: there is no", TOOL)
        return
    with tempfile.TemporaryDirectory() as folder:
        for size, runs in [("10M", 7), ("100M", 3)] + [("1G", 1)] * bool(os.environ.get("FULL")):
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
