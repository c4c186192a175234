KIND = "bad"
RUNS = [("3.8", "peewee==3.17.9"), ("3.11", "peewee==4.5.3"), ("3.13", "peewee==4.5.3")]
MODULE = "library"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "shelves", "file": "library.py", "lib": "peewee", "relation": "reverse foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"], "function": "shelves", "file": "library.py", "lib": ""},
]
