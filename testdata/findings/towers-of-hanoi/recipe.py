KIND = "clean"
RUNS = ["3.9", "3.12"]
MODULE = "hanoi"
