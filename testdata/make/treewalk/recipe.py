"""Honest recursion: a tree of 9841 nodes is built and walked, one call per node and no more.

True: build 9841 calls, 1 primitive; total 9841 calls, 1 primitive; deepest 9841 calls, 1 primitive.
walk is a recursive generator: its 9841 calls yield each node through all levels above it, so that a
profiler which counts resumptions shows many more.  There is nothing here to memoise or to cut.
"""

PYTHONS = {"3.11": [], "3.13": [], "3.14": []}
RUNS = [
    ("treewalk-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/treewalk.py"]),
]
TRUE = {
    "treewalk-*": {
        "treewalk.py:build": (9841, 1),
        "treewalk.py:total": (9841, 1),
        "treewalk.py:deepest": (9841, 1),
        "treewalk.py:__init__": 9841,
        "treewalk.py:main -> treewalk.py:walk": 9842,
    },
}
