KIND = "clean"
RUNS = [("3.8", "httpx==0.28.1"), ("3.13", "httpx==0.28.1")]
MODULE = "quotes"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
    {"rules": ["client-per-call"], "function": "main"},
]
