KIND = "clean"
RUNS = ["3.10", "3.13"]
MODULE = "matching"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "matching.py"},
]
