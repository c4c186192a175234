KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "ledger"
EXPECT = [
    {"rules": ["lock-contention"], "function": "post_all", "file": "ledger.py", "lib": "", "only": ["3.8*", "3.11*"], "or": ["post"]},
]
ALLOWED = [
    {"rules": ["lock-contention", "thread-join-wait", "sleep-or-poll", "io-wait-dominates"], "file": "ledger.py"},
]
