KIND = "bad"
RUNS = [("3.8", "requests==2.32.4"), ("3.12", "requests==2.34.2")]
MODULE = "webhooks"
SERVICES = ["http"]
WARM = True
EXPECT = [
    {"rules": ["http-request-in-a-loop"], "function": "send", "file": "webhooks.py", "lib": "requests", "or": ["notify", "post"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
