KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "folders"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "load", "file": "folders.py", "lib": "sqlite3", "or": ["main"]},
]
ALLOWED = [
    {"rules": ["deep-recursion"]},
]
