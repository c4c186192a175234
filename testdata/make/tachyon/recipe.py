"""A file written by Python 3.15's sampling profiler (Tachyon), as its --pstats writes it.

CPython for WebAssembly cannot read another process, so the program takes its samples itself, one at
every hundredth line it runs; what becomes of them is done by Tachyon's own PstatsCollector.
So, unlike with a clock, the samples are the same in every recording.

The rows are (samples with the line on top, samples with the line anywhere, the first times the interval,
the second times the interval, callers with plain ints); a row is a line, not a function, so that one
function has several; the last entry is ("__sampled__",): True.  No Python before 3.15 can load it.

True: 343 samples, 1 ms each; main is in all of them, on top in none; parse is on top in 221, Tree.size in
102, Tree.__init__ in 20.
"""

PYTHONS = {"3.15": []}
RUNS = [("tachyon-{version}.pstats", ["{python}", "{app}/sampled.py", "{output}"])]
UNIT = "samples"  # with the line anywhere, and with the line on top
TRUE = {
    "tachyon-*": {"sampled.py:main": (343, 0), "sampled.py:parse": (221, 221), "sampled.py:Tree.size": (180, 102)},
}
