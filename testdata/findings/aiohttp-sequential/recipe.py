KIND = "bad"
RUNS = [("3.11", "aiohttp==3.14.5"), ("3.13", "aiohttp==3.14.5")]
MODULE = "people"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-request-in-a-loop", "sequential-awaits"], "function": "users", "file": "people.py", "lib": "aiohttp", "or": ["user"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "http-request-in-a-loop", "sequential-awaits"]},
]
