ABOUT = "SQLAlchemy, a many-to-one relationship with lazy=select, read in a list comprehension."
KIND = "bad"
ALSO = ["pstats/sqlalchemy_shop-slow-*.prof"]
EXPECT = [
    {
        "rules": ["query-in-a-loop"],
        "function": "list_books",
        "or": ["<listcomp>"],
        "file": "catalog.py",
        "lib": "sqlalchemy",
        "relation": "foreign key",
    }
]
