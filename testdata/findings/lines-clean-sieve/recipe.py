KIND = "clean"
RUNS = [("3.8", "line_profiler==5.0.2"), ("3.11", "line_profiler==5.1.0"), ("3.13", "line_profiler==5.1.0")]
MODULE = "sieve"
TOOL = "lines"
SUFFIX = "txt"
