KIND = "bad"
RUNS = [("3.8", "peewee==3.17.9"), ("3.12", "peewee==4.5.3")]
MODULE = "players"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "team", "file": "players.py", "lib": "peewee", "or": ["points", "<genexpr>"]},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
