KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "auction"
EXPECT = [
    {"rules": ["sort-in-a-loop"], "function": "run", "file": "auction.py", "lib": "", "or": ["lowest"]},
]
