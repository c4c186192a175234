KIND = "clean"
RUNS = ["3.9", "3.12"]
MODULE = "traffic"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "traffic.py"},
]
