KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "issues"
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates", "json-volume"]},
]
