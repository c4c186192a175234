KIND = "bad"
RUNS = [("3.8", "httpx==0.28.1"), ("3.13", "httpx==0.28.1")]
MODULE = "parcels"
SERVICES = ["http"]
WARM = True
EXPECT = [
    {"rules": ["http-request-in-a-loop"], "function": "track", "file": "parcels.py", "lib": "httpx", "or": ["where"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
