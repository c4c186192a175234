KIND = "clean"
RUNS = [("3.8", "tortoise-orm==0.23.0"), ("3.13", "tortoise-orm==1.1.9")]
MODULE = "bookshop"
WARM = True
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
