KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "invoices"
