KIND = "clean"
RUNS = [("3.11", "tortoise-orm==1.1.9"), ("3.13", "tortoise-orm==1.1.9")]
MODULE = "club"
WARM = True
ALLOWED = [
    {"rules": ["io-wait-dominates", "lock-contention", "sleep-or-poll"]},
]
