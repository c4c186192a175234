KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "addresses"
EXPECT = [
    {"rules": ["regex-backtracking"], "function": "valid", "file": "addresses.py", "lib": "re", "or": ["main", "<listcomp>"]},
]
