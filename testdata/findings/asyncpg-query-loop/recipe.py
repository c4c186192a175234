KIND = "bad"
RUNS = [("3.8", "asyncpg==0.30.0"), ("3.11", "asyncpg==0.32.0"), ("3.13", "asyncpg==0.32.0")]
MODULE = "members"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "members.py", "lib": "asyncpg", "or": ["name_of"]},
]
ALLOWED = [
    {"rules": ["sequential-awaits", "io-wait-dominates"]},
]
