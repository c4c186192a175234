KIND = "clean"
RUNS = [("3.11", "openpyxl==3.1.5"), ("3.13", "openpyxl==3.1.5")]
MODULE = "work"
WARM = True
