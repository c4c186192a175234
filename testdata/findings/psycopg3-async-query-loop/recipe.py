KIND = "bad"
RUNS = [("3.8", "psycopg[binary]==3.2.13"), ("3.11", "psycopg[binary]==3.3.9"), ("3.13", "psycopg[binary]==3.3.9")]
MODULE = "guests"
WARM = True
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "guests.py", "lib": "psycopg", "or": ["name_of"], "not_in": ["3.8*"]},
]
ALLOWED = [
    {"rules": ["io-wait-dominates", "sequential-awaits", "query-in-a-loop"]},
]
