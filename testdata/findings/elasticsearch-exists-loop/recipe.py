KIND = "bad"
RUNS = [("3.11", "elasticsearch==9.5.1"), ("3.13", "elasticsearch==9.5.1")]
MODULE = "missing"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "missing", "file": "missing.py", "lib": "elasticsearch"},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "io-wait-dominates"]},
]
