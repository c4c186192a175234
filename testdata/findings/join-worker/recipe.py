KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "rebuild"
EXPECT = [
    {"rules": ["thread-join-wait"], "function": "main", "file": "rebuild.py", "lib": "", "only": ["3.8*", "3.11*"]},
]
ALLOWED = [
    {"rules": ["thread-join-wait", "io-wait-dominates", "lock-contention"], "file": "rebuild.py"},
]
