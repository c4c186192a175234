KIND = "clean"
RUNS = [("3.8", "requests==2.32.4"), ("3.11", "requests==2.34.2"), ("3.12", "requests==2.34.2")]
MODULE = "prices"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates", "thread-join-wait"]},
]
