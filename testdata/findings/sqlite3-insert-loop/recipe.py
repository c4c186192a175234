KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "logbook"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "fill", "file": "logbook.py", "lib": "sqlite3", "or": ["write"]},
]
