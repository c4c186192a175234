KIND = "clean"
RUNS = [("3.8", "psycopg[binary]==3.2.13"), ("3.11", "psycopg[binary]==3.3.9"), ("3.13", "psycopg[binary]==3.3.9")]
MODULE = "guests"
WARM = True
SERVICES = ["postgres"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
