KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "shops"
EXPECT = [
    {"rules": ["quadratic-pair-loop", "tiny-function-overhead"], "function": "assign", "file": "shops.py", "lib": "", "or": ["nearest", "distance"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead", "quadratic-pair-loop"], "file": "shops.py"},
]
