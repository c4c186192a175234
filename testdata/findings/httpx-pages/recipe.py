KIND = "clean"
RUNS = [("3.8", "httpx==0.28.1"), ("3.13", "httpx==0.28.1")]
MODULE = "pages"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["client-per-call", "io-wait-dominates", "http-connection-per-request", "import-time"]},
]
