KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "poller"
SERVICES = ["http"]
EXPECT = [
    {"rules": ["sequential-awaits"], "function": "poll", "file": "poller.py", "lib": "asyncio", "or": ["ask"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "http-connection-per-request"], "file": "poller.py"},
    {"rules": ["io-wait-dominates", "sequential-awaits"]},
]
