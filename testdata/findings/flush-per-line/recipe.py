KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "progress"
EXPECT = [
    {"rules": ["small-writes"], "function": "work", "file": "progress.py", "lib": "", "or": ["report"]},
]
