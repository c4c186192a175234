KIND = "bad"
RUNS = [("3.8", "SQLAlchemy==1.4.54"), ("3.13", "SQLAlchemy==2.1.9")]
SHARED = ["sqlalchemy_store"]
MODULE = "stock"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "refresh_all", "file": "stock.py", "lib": "sqlalchemy"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
