KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "levels"
EXPECT = [
    {"rules": ["deepcopy-heavy"], "function": "build", "file": "levels.py", "lib": "copy", "or": ["make_item"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm"]},
]
