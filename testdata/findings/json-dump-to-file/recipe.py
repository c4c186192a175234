KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "snapshots"
EXPECT = [
    {"rules": ["pure-python-json"], "function": "save_all", "file": "snapshots.py", "lib": "json", "or": ["save"]},
]
ALLOWED = [
    {"rules": ["file-open-per-item", "small-writes"], "file": "snapshots.py"},
]
