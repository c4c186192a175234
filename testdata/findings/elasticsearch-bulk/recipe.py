KIND = "clean"
RUNS = [("3.8", "elasticsearch==8.15.1"), ("3.13", "elasticsearch==9.5.1")]
MODULE = "search"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates", "json-volume"]},
]
