KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "simulate"
EXPECT = [
    {"rules": ["pickling-between-processes"], "function": "exchange", "file": "simulate.py", "lib": "multiprocessing"},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "small-writes"], "file": "simulate.py"},
]
