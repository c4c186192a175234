KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "factor"
ALLOWED = [
    {"rules": ["thread-join-wait", "io-wait-dominates", "lock-contention"]},
]
