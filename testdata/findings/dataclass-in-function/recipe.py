KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "rows"
EXPECT = [
    {"rules": ["namedtuple-or-class-per-call"], "function": "parse", "file": "rows.py", "or": ["parse_all"]},
]
ALLOWED = [
    {"rules": ["traceback-or-inspect-heavy"]},
]
