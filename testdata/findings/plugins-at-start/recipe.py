KIND = "clean"
RUNS = ["3.8", "3.12"]
MODULE = "application"
ALLOWED = [
    {"rules": ["import-time"], "file": "application.py"},
]
