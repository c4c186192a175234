KIND = "clean"
RUNS = ["3.8", "3.12", "3.13"]
MODULE = "poller"
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
