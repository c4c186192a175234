KIND = "clean"
RUNS = ["3.11", "3.12"]
MODULE = "queueing"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "queueing.py"},
]
