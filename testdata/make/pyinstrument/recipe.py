"""A program under pyinstrument, a sampling profiler, written with its pstats renderer.

Samples know no calls: calls and primitive calls are -1 in every row and edge, C functions have the file
'<built-in>', and the cumulative time of a recursive function is counted once per level.

True: nearly all of the self time is in fib and squeeze; main's cumulative time is the whole run.
"""

PYTHONS = {"3.11": ["pyinstrument==5.1.3"], "3.13": ["pyinstrument==5.1.3"]}
RUNS = [
    ("pyinstrument-{version}.pstats", ["{python}", "-m", "pyinstrument", "-r", "pstats", "-o", "{output}", "{app}/busy.py"]),
]
