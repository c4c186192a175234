KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "cluster"
TOOL = "cProfile"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "cluster.py"},
]
