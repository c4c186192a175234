KIND = "bad"
RUNS = [("3.8", "peewee==3.17.9"), ("3.13", "peewee==4.5.3")]
MODULE = "visits"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "note", "file": "visits.py", "lib": "peewee"},
]
