KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "points"
TOOL = "self"
SUFFIX = "tracemalloc"
EXPECT = [
    {"rules": ["many-small-objects"], "function": "*", "file": "points.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["memory-growth-per-line"], "file": "points.py"},
]
