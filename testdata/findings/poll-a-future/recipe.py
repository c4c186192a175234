KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "wait_result"
EXPECT = [
    {"rules": ["sleep-or-poll"], "function": "wait_for", "file": "wait_result.py", "lib": "", "only": ["3.8*", "3.9*", "3.10*", "3.11*"]},
]
ALLOWED = [
    {"rules": ["sleep-or-poll", "thread-join-wait", "io-wait-dominates", "lock-contention"], "file": "wait_result.py"},
]
