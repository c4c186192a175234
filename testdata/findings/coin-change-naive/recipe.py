KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "coins"
EXPECT = [
    {"rules": ["exponential-recursion"], "function": "ways", "file": "coins.py", "lib": ""},
]
