"""Four threads that each call leaf() 20000 times, while the main thread waits in join().

True of the program: leaf 80000 calls by work, work 4 calls, no recursion anywhere.
Up to 3.11 cProfile sees the thread it was started in only: neither work nor leaf is in the file.
From 3.12 on it hooks all threads but keeps one stack: leaf has its 80000 calls, but fewer of them
primitive, and callers that never called it (join, start, leaf itself).  Those figures are nonsense,
differ from one recording to the next, and must be reported as such.
"""

PYTHONS = {"3.11": [], "3.12": [], "3.13": []}
RUNS = [
    ("threads-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/crunch.py"]),
]
TRUE = {
    "threads-3.11*": {"crunch.py:main": 1, "crunch.py:leaf": 0, "crunch.py:work": 0},
    "threads-3.1[23]*": {"crunch.py:main": 1, "crunch.py:leaf": 80000, "crunch.py:work": 4},
}
