KIND = "clean"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "documents"
