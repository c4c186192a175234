KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "evaluator"
EXPECT = [
    {"rules": ["deepcopy-heavy"], "function": "call", "file": "evaluator.py"},
]
