KIND = "bad"
RUNS = [("3.8", "pymongo==4.5.0"), ("3.13", "pymongo==4.20.0")]
MODULE = "scores"
SERVICES = ["mongo"]
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "add_all", "file": "scores.py", "lib": "pymongo", "or": ["add"], "not_in": ["3.13*"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "query-in-a-loop"]},
]
