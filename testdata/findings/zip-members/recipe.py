KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "unpack"
ALLOWED = [
    {"rules": ["file-open-per-item"], "file": "unpack.py"},
]
