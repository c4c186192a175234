KIND = "bad"
RUNS = [("3.8", "line_profiler==5.0.2", "pandas==2.0.3"), ("3.13", "line_profiler==5.1.0", "pandas==3.1.1")]
MODULE = "frame"
TOOL = "lines"
SUFFIX = "txt"
EXPECT = [
    {"rules": ["iterrows"], "function": "total", "file": "frame.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["range-len", "global-lookup", "repeated-attribute-lookup", "try-in-hot-loop"]},
    {"rules": ["pandas-row-loop"], "file": "frame.py"},
]
