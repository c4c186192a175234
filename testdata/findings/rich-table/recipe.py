KIND = "clean"
RUNS = [("3.11", "rich==14.0.0"), ("3.13", "rich==14.0.0")]
MODULE = "work"
WARM = True
