KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "tool"
ALLOWED = [
    {"rules": ["import-time"], "file": "tool.py"},
]
