KIND = "bad"
RUNS = [("3.8", "line_profiler==5.0.2"), ("3.11", "line_profiler==5.1.0"), ("3.13", "line_profiler==5.1.0")]
MODULE = "greet"
TOOL = "lines"
SUFFIX = "txt"
EXPECT = [
    {"rules": ["comprehension-for-side-effects"], "function": "register", "file": "greet.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["range-len", "global-lookup", "repeated-attribute-lookup", "try-in-hot-loop"]},
]
