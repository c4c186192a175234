KIND = "bad"
RUNS = ["3.10", "3.12"]
MODULE = "rounds"
EXPECT = [
    {"rules": ["list-as-queue"], "function": "play", "file": "rounds.py", "lib": "", "or": ["turn"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "rounds.py"},
]
