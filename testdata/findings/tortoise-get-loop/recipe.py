KIND = "bad"
RUNS = [("3.11", "tortoise-orm==1.1.9"), ("3.13", "tortoise-orm==1.1.9")]
MODULE = "club"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "club.py", "lib": "tortoise", "only": ["3.11*"]},
]
ALLOWED = [
    {"rules": ["query-in-a-loop", "io-wait-dominates", "sequential-awaits", "lock-contention", "sleep-or-poll"]},
]
