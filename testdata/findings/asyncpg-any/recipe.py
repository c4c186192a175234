KIND = "clean"
RUNS = [("3.8", "asyncpg==0.30.0"), ("3.13", "asyncpg==0.32.0")]
MODULE = "members"
SERVICES = ["postgres"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
