KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "audit_log"
EXPECT = [
    {"rules": ["file-open-per-item"], "function": "replay", "file": "audit_log.py", "lib": "", "or": ["note"]},
]
ALLOWED = [
    {"rules": ["small-writes"], "file": "audit_log.py"},
]
