KIND = "bad"
RUNS = [("3.8", "SQLAlchemy==1.4.54"), ("3.12", "SQLAlchemy==2.1.9")]
MODULE = "catalog"
SHARED = ["sqlalchemy_store"]
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "report", "file": "catalog.py", "lib": "sqlalchemy", "or": ["spent"]},
]
