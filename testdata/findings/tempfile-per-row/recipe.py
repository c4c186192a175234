KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "checks"
EXPECT = [
    {"rules": ["file-open-per-item"], "function": "check_all", "file": "checks.py", "or": ["checked"]},
]
ALLOWED = [
    {"rules": ["stat-per-item"]},
]
