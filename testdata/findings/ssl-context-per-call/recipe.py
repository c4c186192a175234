KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "partners"
SERVICES = ["https"]
EXPECT = [
    {"rules": ["client-per-call"], "function": "main", "file": "partners.py", "lib": "ssl", "or": ["fetch"]},
]
ALLOWED = [
    {"rules": ["tls-handshake-per-request", "http-request-in-a-loop", "http-connection-per-request", "dns-lookup-per-request", "io-wait-dominates"], "file": "partners.py"},
]
