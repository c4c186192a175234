KIND = "clean"
RUNS = [("3.8", "memory_profiler==0.61.0"), ("3.11", "memory_profiler==0.61.0")]
MODULE = "count_errors"
TOOL = "memory"
