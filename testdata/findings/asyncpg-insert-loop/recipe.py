KIND = "bad"
RUNS = [("3.11", "asyncpg==0.32.0"), ("3.13", "asyncpg==0.32.0")]
MODULE = "readings"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "insert_all", "file": "readings.py", "lib": "asyncpg"},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "sequential-awaits"]},
]
