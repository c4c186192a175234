KIND = "bad"
RUNS = [("3.8", "psycopg[binary]==3.2.13"), ("3.11", "psycopg[binary]==3.3.9"), ("3.12", "psycopg[binary]==3.3.9"), ("3.13", "psycopg[binary]==3.3.9")]
MODULE = "stock"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "available", "file": "stock.py", "lib": "psycopg"},
]
ALLOWED = [
    {"rules": ["row-at-a-time-fetch"], "function": "available", "file": "stock.py", "lib": ""},
    {"rules": ["row-at-a-time-fetch"], "function": "stock_of", "file": "stock.py", "lib": ""},
    {"rules": ["io-wait-dominates"], "function": "available", "file": "stock.py", "lib": ""},
]
