KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "jobs"
