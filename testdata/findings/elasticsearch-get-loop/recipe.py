KIND = "bad"
RUNS = [("3.8", "elasticsearch==8.15.1"), ("3.13", "elasticsearch==9.5.1")]
MODULE = "search"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "titles", "file": "search.py", "lib": "elasticsearch", "or": ["title"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "io-wait-dominates"]},
]
