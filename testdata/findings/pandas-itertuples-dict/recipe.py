KIND = "bad"
RUNS = [("3.8", "pandas==2.0.3"), ("3.13", "pandas==3.1.1")]
MODULE = "orders"
WARM = True
EXPECT = [
    {"rules": ["pandas-row-loop"], "function": "totals", "file": "orders.py", "lib": "pandas"},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm"]},
]
