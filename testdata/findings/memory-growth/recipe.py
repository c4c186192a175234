KIND = "bad"
RUNS = [("3.8", "memory_profiler==0.61.0"), ("3.11", "memory_profiler==0.61.0")]
MODULE = "cache_all"
TOOL = "memory"
EXPECT = [
    {"rules": ["memory-growth-per-line"], "function": "crawl", "file": "cache_all.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["memory-growth-per-line"], "file": "cache_all.py"},
]
