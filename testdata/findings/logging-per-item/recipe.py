KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "worker"
EXPECT = [
    {"rules": ["logging-heavy"], "function": "work", "file": "worker.py", "lib": "logging", "or": ["handle"]},
]
ALLOWED = [
    {"rules": ["small-writes", "tiny-function-overhead"]},
]
