KIND = "clean"
RUNS = [("3.11", "redis==5.0.8"), ("3.13", "redis==8.1.0")]
MODULE = "here"
WARM = True
SERVICES = ["redis"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
