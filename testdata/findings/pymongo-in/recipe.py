KIND = "clean"
RUNS = [("3.8", "pymongo==4.5.0"), ("3.11", "pymongo==4.10.1"), ("3.13", "pymongo==4.20.0")]
MODULE = "orders"
SERVICES = ["mongo"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
