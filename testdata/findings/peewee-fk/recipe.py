KIND = "bad"
RUNS = [("3.8", "peewee==3.17.9"), ("3.11", "peewee==4.5.3"), ("3.13", "peewee==4.5.3")]
MODULE = "library"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "main", "file": "library.py", "lib": "peewee", "relation": "foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"], "function": "main", "file": "library.py", "lib": ""},
]
