KIND = "bad"
RUNS = [("3.8", "urllib3==1.26.20"), ("3.13", "urllib3==2.8.0")]
MODULE = "mirror"
SERVICES = ["http"]
EXPECT = [
    {"rules": ["http-connection-per-request", "client-per-call"], "function": "mirror", "file": "mirror.py", "lib": "urllib3", "or": ["download"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "client-per-call", "dns-lookup-per-request", "io-wait-dominates", "http-connection-per-request"], "file": "mirror.py"},
]
