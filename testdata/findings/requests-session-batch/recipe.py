KIND = "clean"
RUNS = [("3.8", "requests==2.32.4"), ("3.13", "requests==2.34.2")]
MODULE = "users"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
