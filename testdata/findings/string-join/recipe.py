KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "page"
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "page.py"},
]
