KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "sizes"
EXPECT = [
    {"rules": ["stat-per-item"], "function": "sizes", "file": "sizes.py", "or": ["main"]},
]
