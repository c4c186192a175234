KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "loan"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "loan.py"},
]
