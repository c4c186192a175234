"""A threaded program under yappi, saved with save(type="pstat").

yappi gives (module, line, qualified name) and writes its row as (all calls, primitive calls, ...),
the other way round than cProfile; so Python's pstats prints fewer calls than primitive calls.
It follows every thread properly, on every Python.

True: leaf 20000 calls by Shelf.work, Shelf.work 4 calls (one per thread), depth 511 calls, of which
1 primitive, its edge to itself 510.
"""

PYTHONS = {"3.8": ["yappi==1.6.10"], "3.11": ["yappi==1.7.6"], "3.13": ["yappi==1.7.6"]}
RUNS = [("yappi-{version}.pstat", ["{python}", "{app}/shelves.py", "{output}"])]
SWAPPED = True
TRUE = {
    "yappi-*": {
        "shelves.py:leaf": 20000,
        "shelves.py:Shelf.work": 4,
        "shelves.py:Shelf.work -> shelves.py:leaf": 20000,
        "shelves.py:depth": (511, 1),
        "shelves.py:depth -> shelves.py:depth": 510,
    },
}
