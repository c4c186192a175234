KIND = "clean"
RUNS = [("3.11", "asyncpg==0.32.0"), ("3.13", "asyncpg==0.32.0")]
MODULE = "samples"
SERVICES = ["postgres"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
