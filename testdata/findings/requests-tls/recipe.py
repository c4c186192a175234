KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.13", "requests==2.34.2")]
MODULE = "partners"
WARM = True
SERVICES = ["https"]
EXPECT = [
    {"rules": ["tls-handshake-per-request"], "function": "poll", "file": "partners.py", "lib": "requests", "or": ["status"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "http-connection-per-request", "client-per-call", "dns-lookup-per-request", "io-wait-dominates"], "file": "partners.py"},
]
