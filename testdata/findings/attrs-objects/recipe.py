KIND = "clean"
RUNS = [("3.11", "attrs==25.3.0"), ("3.13", "attrs==25.3.0")]
MODULE = "work"
WARM = True
