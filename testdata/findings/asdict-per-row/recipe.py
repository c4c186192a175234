KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "points"
EXPECT = [
    {"rules": ["asdict-heavy"], "function": "export", "file": "points.py", "lib": "dataclasses"},
]
ALLOWED = [
    {"rules": ["deepcopy-heavy", "isinstance-storm", "getattr-storm"]},
]
