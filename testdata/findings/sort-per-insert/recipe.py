KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "ranking"
EXPECT = [
    {"rules": ["sort-in-a-loop"], "function": "play", "file": "ranking.py", "lib": "", "or": ["add"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "ranking.py"},
    {"rules": ["quadratic-pair-loop"], "file": "ranking.py"},
]
