KIND = "clean"
RUNS = [("3.11", "boto3==1.44.5", "moto==5.1.4"), ("3.13", "boto3==1.44.5", "moto==5.1.4")]
MODULE = "carts"
WARM = True
ALLOWED = [
    {"rules": ["deepcopy-heavy", "json-volume"]},
]
