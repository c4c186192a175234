KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "maze"
EXPECT = [
    {"rules": ["deep-recursion"], "function": "visit", "file": "maze.py", "lib": ""},
]
