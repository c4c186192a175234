KIND = "bad"
RUNS = [("3.8", "SQLAlchemy==2.0.58"), ("3.13", "SQLAlchemy==2.1.9")]
MODULE = "catalog"
WARM = True
SHARED = ["sqlalchemy_store"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "main", "file": "catalog.py", "lib": "sqlalchemy", "relation": "many-to-many"},
]
