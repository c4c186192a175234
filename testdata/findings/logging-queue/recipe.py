KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "work"
ALLOWED = [
    {"rules": ["logging-heavy"]},
]
