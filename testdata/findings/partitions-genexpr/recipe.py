KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "partitions"
EXPECT = [
    {"rules": ["exponential-recursion"], "function": "ways", "file": "partitions.py"},
]
