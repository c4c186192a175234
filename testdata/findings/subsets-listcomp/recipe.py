KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "cutting"
EXPECT = [
    {"rules": ["exponential-recursion"], "function": "best", "file": "cutting.py"},
]
