KIND = "clean"
RUNS = ["3.10", "3.13"]
MODULE = "transfer"
