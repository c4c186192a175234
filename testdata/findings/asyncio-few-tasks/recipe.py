KIND = "clean"
RUNS = ["3.9", "3.13"]
MODULE = "together"
ALLOWED = [
    {"rules": ["io-wait-dominates", "sleep-or-poll"]},
]
