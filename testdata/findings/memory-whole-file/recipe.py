KIND = "bad"
RUNS = [("3.8", "memory_profiler==0.61.0"), ("3.11", "memory_profiler==0.61.0")]
MODULE = "count_errors"
TOOL = "memory"
EXPECT = [
    {"rules": ["whole-file-in-memory"], "function": "count_errors", "file": "count_errors.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["memory-growth-per-line"], "file": "count_errors.py"},
    {"rules": ["many-small-objects"], "file": "count_errors.py"},
]
