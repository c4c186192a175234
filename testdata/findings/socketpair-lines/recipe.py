KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "lines"
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
