KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.12", "requests==2.34.2")]
MODULE = "users"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-connection-per-request"], "function": "cities", "file": "users.py", "lib": "requests", "or": ["user"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop"], "function": "cities", "file": "users.py", "lib": ""},
    {"rules": ["client-per-call", "dns-lookup-per-request", "io-wait-dominates"]},
]
