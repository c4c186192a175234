KIND = "bad"
RUNS = [("3.8", "pandas==2.0.3"), ("3.13", "pandas==3.1.1")]
MODULE = "cells"
WARM = True
EXPECT = [
    {"rules": ["pandas-scalar-access"], "function": "running", "file": "cells.py", "lib": "pandas"},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm", "tiny-function-overhead"]},
]
