KIND = "bad"
RUNS = [("3.8", "pymongo==4.5.0"), ("3.11", "pymongo==4.10.1"), ("3.12", "pymongo==4.20.0"), ("3.13", "pymongo==4.20.0")]
MODULE = "orders"
SERVICES = ["mongo"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "with_names", "file": "orders.py", "lib": "pymongo"},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
