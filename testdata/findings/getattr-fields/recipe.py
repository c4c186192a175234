KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "rows"
EXPECT = [
    {"rules": ["getattr-storm"], "function": "main", "file": "rows.py", "lib": "", "or": ["cells", "<listcomp>", "__getattr__"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "rows.py"},
]
