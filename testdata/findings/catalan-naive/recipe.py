KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "parentheses"
EXPECT = [
    {"rules": ["exponential-recursion"], "function": "catalan", "file": "parentheses.py", "lib": ""},
]
