KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "wait_for"
EXPECT = [
    {"rules": ["sleep-or-poll"], "function": "wait", "file": "wait_for.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "stat-per-item"], "file": "wait_for.py"},
]
