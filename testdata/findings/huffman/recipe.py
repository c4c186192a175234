KIND = "clean"
RUNS = ["3.10", "3.12"]
MODULE = "compress"
