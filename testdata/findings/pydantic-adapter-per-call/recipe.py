KIND = "bad"
RUNS = [("3.8", "pydantic==2.10.6"), ("3.11", "pydantic==2.14.3"), ("3.13", "pydantic==2.14.3")]
MODULE = "orders"
EXPECT = [
    {"rules": ["pydantic-schema-per-call"], "function": "read", "file": "orders.py", "lib": "pydantic", "or": ["parse"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm", "deepcopy-heavy", "namedtuple-or-class-per-call", "object-creation-storm", "sort-in-a-loop", "re-helper-in-a-loop", "traceback-or-inspect-heavy"]},
]
