KIND = "bad"
RUNS = [("3.8", "line_profiler==5.0.2"), ("3.11", "line_profiler==5.1.0"), ("3.13", "line_profiler==5.1.0")]
MODULE = "parse_ints"
TOOL = "lines"
SUFFIX = "txt"
EXPECT = [
    {"rules": ["try-in-hot-loop"], "function": "numbers", "file": "parse_ints.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["range-len", "global-lookup", "repeated-attribute-lookup", "try-in-hot-loop"]},
]
