KIND = "bad"
RUNS = ["3.8", "3.12"]
MODULE = "sync"
EXPECT = [
    {"rules": ["stat-per-item"], "function": "stale", "file": "sync.py", "lib": "", "or": ["is_current"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "sync.py"},
]
