KIND = "clean"
RUNS = [("3.8", "pydantic==1.10.24"), ("3.11", "pydantic==1.10.24")]
MODULE = "orders"
WARM = True
ALLOWED = [
    {"rules": ["isinstance-storm"]},
]
