KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "weather"
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-request-in-a-loop", "http-connection-per-request"], "function": "main", "file": "weather.py", "lib": "urllib", "or": ["station"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "http-connection-per-request", "dns-lookup-per-request", "io-wait-dominates"], "file": "weather.py"},
]
