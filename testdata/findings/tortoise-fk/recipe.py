KIND = "bad"
RUNS = [("3.8", "tortoise-orm==0.23.0"), ("3.11", "tortoise-orm==1.1.9"), ("3.13", "tortoise-orm==1.1.9")]
MODULE = "bookshop"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "listing", "file": "bookshop.py", "lib": "tortoise", "only": ["3.8*", "3.11*"], "or": ["line"], "relation": "foreign key"},
]
ALLOWED = [
    {"rules": ["query-in-a-loop"], "function": "listing", "file": "bookshop.py", "lib": "tortoise"},
    {"rules": ["query-in-a-loop"], "function": "line", "file": "bookshop.py", "lib": "tortoise"},
    {"rules": ["io-wait-dominates", "sequential-awaits", "lock-contention", "sleep-or-poll"]},
]
