KIND = "bad"
RUNS = [("3.8", "pydantic==2.10.6"), ("3.13", "pydantic==2.14.3")]
MODULE = "service"
WARM = True
EXPECT = [
    {"rules": ["pydantic-schema-per-call", "namedtuple-or-class-per-call"], "function": "answer", "file": "service.py", "lib": "pydantic", "or": ["serve"]},
]
ALLOWED = [
    {"rules": ["namedtuple-or-class-per-call", "traceback-or-inspect-heavy", "isinstance-storm", "deepcopy-heavy", "object-creation-storm"]},
]
