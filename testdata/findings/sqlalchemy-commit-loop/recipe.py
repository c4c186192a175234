KIND = "bad"
RUNS = [("3.8", "SQLAlchemy==2.0.58"), ("3.11", "SQLAlchemy==1.4.54"), ("3.13", "SQLAlchemy==2.1.9")]
MODULE = "catalog"
WARM = True
SHARED = ["sqlalchemy_store"]
EXPECT = [
    {"rules": ["commit-per-row", "query-in-a-loop"], "function": "load", "file": "catalog.py", "lib": "sqlalchemy", "or": ["add"]},
]
ALLOWED = [
    {"rules": ["query-in-a-loop"], "function": "load", "file": "catalog.py", "lib": ""},
    {"rules": ["commit-per-row"], "function": "load", "file": "catalog.py", "lib": ""},
]
