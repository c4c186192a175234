KIND = "clean"
RUNS = [("3.11", "sqlparse==0.5.3"), ("3.13", "sqlparse==0.5.3")]
MODULE = "work"
WARM = True
