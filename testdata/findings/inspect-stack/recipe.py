KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "audit"
EXPECT = [
    {"rules": ["traceback-or-inspect-heavy"], "function": "transfer_all", "file": "audit.py", "lib": "inspect", "or": ["audit", "transfer"]},
]
ALLOWED = [
    {"rules": ["stat-per-item", "isinstance-storm", "getattr-storm"]},
]
