KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "batches"
EXPECT = [
    {"rules": ["gc-collect-in-a-loop"], "function": "run", "file": "batches.py", "lib": "gc"},
]
