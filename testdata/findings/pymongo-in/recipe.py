KIND = "clean"
RUNS = [("3.8", "pymongo==4.5.0"), ("3.13", "pymongo==4.20.0")]
MODULE = "orders"
SERVICES = ["mongo"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
