KIND = "bad"
RUNS = [("3.11", "aiohttp==3.14.5"), ("3.13", "aiohttp==3.14.5")]
MODULE = "crawler"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["client-per-call", "http-connection-per-request", "http-request-in-a-loop"], "function": "crawl", "file": "crawler.py", "lib": "aiohttp", "or": ["fetch"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "sequential-awaits", "client-per-call", "http-connection-per-request"], "file": "crawler.py"},
    {"rules": ["io-wait-dominates"]},
]
