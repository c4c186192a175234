KIND = "bad"
RUNS = [("3.8", "line_profiler==5.0.2"), ("3.11", "line_profiler==5.1.0"), ("3.13", "line_profiler==5.1.0")]
MODULE = "differences"
TOOL = "lines"
SUFFIX = "txt"
EXPECT = [
    {"rules": ["range-len"], "function": "differences", "file": "differences.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["range-len", "global-lookup", "repeated-attribute-lookup", "try-in-hot-loop"]},
]
