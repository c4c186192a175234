KIND = "bad"
RUNS = [("3.11", "redis==5.0.8"), ("3.13", "redis==8.1.0")]
MODULE = "seen"
WARM = True
SERVICES = ["redis"]
EXPECT = [
    {"rules": ["cache-call-in-a-loop"], "function": "seen", "file": "seen.py", "lib": "redis", "not_in": ["3.13*"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "sequential-awaits", "cache-call-in-a-loop"]},
]
