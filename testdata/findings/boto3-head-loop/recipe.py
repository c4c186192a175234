KIND = "bad"
RUNS = [("3.8", "boto3==1.37.38"), ("3.13", "boto3==1.44.5")]
MODULE = "backup"
WARM = True
SERVICES = ["http"]
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "total", "file": "backup.py", "lib": "boto3", "or": ["size"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "io-wait-dominates"]},
]
