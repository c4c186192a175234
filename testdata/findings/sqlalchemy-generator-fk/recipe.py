KIND = "bad"
RUNS = [("3.8", "SQLAlchemy==2.0.58"), ("3.13", "SQLAlchemy==2.1.9")]
MODULE = "catalog"
SHARED = ["sqlalchemy_store"]
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "rows", "file": "catalog.py", "lib": "sqlalchemy", "relation": "reverse foreign key", "or": ["write", "<listcomp>"]},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
