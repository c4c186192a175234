KIND = "clean"
RUNS = [("3.8", "boto3==1.37.38"), ("3.13", "boto3==1.44.5")]
MODULE = "backup"
WARM = True
SERVICES = ["http"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
