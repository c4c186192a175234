KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "statement"
SERVICES = ["http"]
EXPECT = [
    {"rules": ["io-wait-dominates"], "function": "main", "file": "statement.py", "lib": "", "or": ["ask"]},
]
