"""A log of 3000 lines is searched for the requests of 600 users.

The slow version builds a pattern per user and calls re.search with it, line by line: 600 patterns
are more than re's cache of 512 holds, so that nearly every line compiles its pattern anew.
The fast one compiles one pattern with a group for the user, before the loop.

True of the slow files: scan 1 call, is_request 3000, re.search 3000, compilations (compile of
re/_compiler.py) 3000; true of the fast ones: compilations 1, is_request 3000, and no re.search.
"""

VARIANTS = ["slow", "fast"]
PYTHONS = {"3.11": [], "3.13": []}
RUNS = [
    ("log_scan-{variant}-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/scan.py"]),
]
TRUE = {
    "log_scan-*": {"scan.py:scan": 1, "scan.py:is_request": 3000, "scan.py:scan -> scan.py:is_request": 3000},
    "log_scan-slow-*": {"re/__init__.py:search": 3000, "re/_compiler.py:compile": 3000},
    "log_scan-fast-*": {"re/__init__.py:search": 0, "re/_compiler.py:compile": 1},
}
