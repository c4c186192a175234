KIND = "bad"
RUNS = [("3.11", "boto3==1.44.5", "moto==5.1.4"), ("3.13", "boto3==1.44.5", "moto==5.1.4")]
MODULE = "carts"
WARM = True
EXPECT = [
    {"rules": ["object-store-call-in-a-loop"], "function": "total", "file": "carts.py", "lib": "boto3", "or": ["cart"]},
]
ALLOWED = [
    {"rules": ["json-volume", "deepcopy-heavy", "re-helper-in-a-loop", "getattr-storm"]},
]
