KIND = "bad"
RUNS = ["3.11", "3.13"]
MODULE = "convert"
EXPECT = [
    {"rules": ["traceback-or-inspect-heavy"], "function": "convert_all", "file": "convert.py", "lib": "traceback", "or": ["convert"]},
]
ALLOWED = [
    {"rules": ["stat-per-item"]},
]
