KIND = "clean"
RUNS = [("3.8", "pydantic==2.10.6"), ("3.13", "pydantic==2.14.3")]
MODULE = "orders"
WARM = True
