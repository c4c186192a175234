KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "spelling"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "spelling.py"},
]
