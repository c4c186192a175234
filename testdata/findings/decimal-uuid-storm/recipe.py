KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "tokens"
EXPECT = [
    {"rules": ["object-creation-storm"], "function": "tokens", "file": "tokens.py", "lib": "", "or": ["token"]},
]
