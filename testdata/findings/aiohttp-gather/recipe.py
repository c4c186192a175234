KIND = "clean"
RUNS = [("3.8", "aiohttp==3.10.11"), ("3.12", "aiohttp==3.14.5")]
MODULE = "crawler"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
