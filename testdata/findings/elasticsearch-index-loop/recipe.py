KIND = "bad"
RUNS = [("3.8", "elasticsearch==8.15.1"), ("3.13", "elasticsearch==9.5.1")]
MODULE = "indexer"
SERVICES = ["http"]
WARM = True
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "add_all", "file": "indexer.py", "lib": "elasticsearch", "or": ["add"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "io-wait-dominates"]},
]
