KIND = "clean"
RUNS = ["3.9", "3.13"]
MODULE = "tree"
