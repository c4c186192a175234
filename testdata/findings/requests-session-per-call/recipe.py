KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.12", "requests==2.34.2")]
MODULE = "stocks"
SERVICES = ["http"]
WARM = True
EXPECT = [
    {"rules": ["http-connection-per-request", "client-per-call"], "function": "value", "file": "stocks.py", "lib": "requests", "or": ["price"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "client-per-call", "http-connection-per-request", "dns-lookup-per-request"], "file": "stocks.py"},
    {"rules": ["io-wait-dominates"]},
]
