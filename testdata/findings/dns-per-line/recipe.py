KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "access_log"
EXPECT = [
    {"rules": ["dns-lookup-per-request"], "function": "main", "file": "access_log.py", "lib": "socket", "or": ["parse", "address"]},
]
ALLOWED = [
    {"rules": ["file-open-per-item"]},
]
