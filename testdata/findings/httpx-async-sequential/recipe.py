KIND = "bad"
RUNS = [("3.8", "httpx==0.28.1"), ("3.13", "httpx==0.28.1")]
MODULE = "stations"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["sequential-awaits", "http-request-in-a-loop"], "function": "collect", "file": "stations.py", "lib": "httpx", "or": ["reading"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "sequential-awaits"], "file": "stations.py"},
    {"rules": ["io-wait-dominates", "client-per-call"]},
]
