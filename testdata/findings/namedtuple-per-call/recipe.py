KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "shapes"
EXPECT = [
    {"rules": ["namedtuple-or-class-per-call"], "function": "read", "file": "shapes.py", "lib": "collections", "or": ["parse"]},
]
