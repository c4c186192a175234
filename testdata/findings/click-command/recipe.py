KIND = "clean"
RUNS = [("3.11", "click==8.5.1"), ("3.13", "click==8.5.1")]
MODULE = "work"
WARM = True
