KIND = "bad"
RUNS = [("3.8", "pydantic==2.10.6"), ("3.13", "pydantic==2.14.3")]
MODULE = "forms"
WARM = True
EXPECT = [
    {"rules": ["pydantic-schema-per-call"], "function": "check_all", "file": "forms.py", "lib": "pydantic", "or": ["check"]},
]
ALLOWED = [
    {"rules": ["namedtuple-or-class-per-call", "isinstance-storm", "getattr-storm", "deepcopy-heavy", "traceback-or-inspect-heavy", "object-creation-storm"], "file": "forms.py"},
]
