KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "tilings"
EXPECT = [
    {"rules": ["mutual-recursion-explosion", "exponential-recursion"], "function": "open_ended", "file": "tilings.py", "lib": "", "or": ["closed"]},
]
ALLOWED = [
    {"rules": ["exponential-recursion", "mutual-recursion-explosion"], "file": "tilings.py"},
]
