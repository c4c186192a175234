KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "squares"
EXPECT = [
    {"rules": ["tiny-executor-tasks"], "function": "squares", "file": "squares.py", "lib": "concurrent.futures", "only": ["3.8*", "3.11*"], "or": ["<listcomp>"]},
]
ALLOWED = [
    {"rules": ["tiny-executor-tasks", "thread-join-wait", "lock-contention", "io-wait-dominates"], "file": "squares.py"},
]
