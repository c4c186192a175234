KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "asking"
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-connection-per-request", "http-request-in-a-loop", "connection-per-query", "client-per-call", "dns-lookup-per-request"], "function": "ask_all", "file": "asking.py", "or": ["ask"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
