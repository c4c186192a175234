KIND = "clean"
RUNS = ["3.11", "3.12"]
MODULE = "scan"
