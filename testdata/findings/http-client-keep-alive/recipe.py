KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "weather"
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates", "json-volume"]},
]
