KIND = "bad"
RUNS = [("3.8", "boto3==1.37.38"), ("3.13", "boto3==1.44.5")]
MODULE = "archive"
SERVICES = ["http"]
WARM = True
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "store_all", "file": "archive.py", "lib": "boto3", "or": ["store"]},
]
ALLOWED = [
    {"rules": ["http-request-in-a-loop", "io-wait-dominates"]},
]
