KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.13", "requests==2.34.2")]
MODULE = "cli"
TOOL = "cProfile"
EXPECT = [
    {"rules": ["import-time"], "function": "<module>", "file": "cli.py", "lib": "", "or": ["main", "show_version"]},
]
ALLOWED = [
    {"rules": ["import-time"]},
    {"rules": ["stat-per-item", "file-open-per-item", "namedtuple-or-class-per-call", "regex-compile-in-a-loop"]},
]
