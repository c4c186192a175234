KIND = "bad"
RUNS = [("3.11", "SQLAlchemy==2.0.58"), ("3.13", "SQLAlchemy==2.1.9")]
SHARED = ["sqlalchemy_store"]
MODULE = "reading"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "titles", "file": "reading.py", "lib": "sqlalchemy", "or": ["main"]},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
