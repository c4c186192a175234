KIND = "bad"
RUNS = [("3.8", "redis==3.5.3"), ("3.13", "redis==8.1.0")]
MODULE = "stats"
SERVICES = ["redis"]
EXPECT = [
    {"rules": ["cache-call-in-a-loop"], "function": "consume", "file": "stats.py", "lib": "redis", "or": ["count"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
