KIND = "bad"
RUNS = [("3.11", "boto3==1.44.5", "moto==5.1.4"), ("3.13", "boto3==1.44.5", "moto==5.1.4")]
MODULE = "orders"
WARM = True
EXPECT = [
    {"rules": ["object-store-call-in-a-loop", "task-publish-in-a-loop"], "function": "publish", "file": "orders.py", "lib": "boto3"},
]
ALLOWED = [
    {"rules": ["re-helper-in-a-loop", "deepcopy-heavy", "uuid"]},
]
