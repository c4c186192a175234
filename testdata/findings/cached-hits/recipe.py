KIND = "clean"
RUNS = ["3.10", "3.13"]
MODULE = "tax"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "tax.py"},
]
