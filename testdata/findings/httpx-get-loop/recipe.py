KIND = "bad"
RUNS = [("3.8", "httpx==0.28.1"), ("3.13", "httpx==0.28.1")]
MODULE = "quotes"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["client-per-call"], "function": "portfolio", "file": "quotes.py", "lib": "httpx", "or": ["quote"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "http-connection-per-request", "dns-lookup-per-request", "io-wait-dominates"], "file": "quotes.py"},
]
