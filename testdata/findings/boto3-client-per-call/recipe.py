KIND = "bad"
RUNS = [("3.8", "boto3==1.37.38"), ("3.13", "boto3==1.44.5")]
MODULE = "backup"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["client-per-call"], "function": "main", "file": "backup.py", "lib": "boto3", "or": ["upload"]},
]
ALLOWED = [
    {"rules": ["object-store-call-in-a-loop", "http-request-in-a-loop", "http-connection-per-request"], "file": "backup.py"},
    {"rules": ["json-volume", "file-open-per-item", "stat-per-item", "getattr-storm", "isinstance-storm", "deepcopy-heavy", "namedtuple-or-class-per-call"]},
]
