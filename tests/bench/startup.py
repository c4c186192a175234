#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long an empty run takes, beside /bin/true (goal: at most twice as long)."""
import os
import time


def once(argv, null):
    begin = time.perf_counter_ns()
    pid = os.posix_spawn(argv[0], argv, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    os.waitpid(pid, 0)
    return time.perf_counter_ns() - begin


def main():
    null = os.open(os.devnull, os.O_WRONLY)
    ours, true = [], []
    for _ in range(400):
        true.append(once(["/bin/true"], null))
        ours.append(once([os.environ["ncalls"], "--version"], null))
    ours, true = sorted(ours)[200] / 1e6, sorted(true)[200] / 1e6
    print(f"ncalls --version {ours:.2f} ms, /bin/true {true:.2f} ms: {ours / true:.2f} x (goal <= 2 x)")


main()
