KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "repository"
EXPECT = [
    {"rules": ["connection-per-query"], "function": "names", "file": "repository.py", "lib": "sqlite3", "or": ["name", "__enter__"]},
]
ALLOWED = [
    {"rules": ["query-in-a-loop", "row-at-a-time-fetch"], "file": "repository.py"},
]
