KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.13", "requests==2.34.2")]
MODULE = "users"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-request-in-a-loop"], "function": "names", "file": "users.py", "lib": "requests", "or": ["user"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
