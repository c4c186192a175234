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
