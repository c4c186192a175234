KIND = "bad"
RUNS = [("3.8", "psycopg2-binary==2.9.10"), ("3.11", "psycopg2-binary==2.9.13"), ("3.13", "psycopg2-binary==2.9.13")]
MODULE = "stock"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["connection-per-query"], "function": "main", "file": "stock.py", "lib": "psycopg2", "or": ["stock_of", "connect"]},
]
ALLOWED = [
    {"rules": ["query-in-a-loop"], "function": "main", "file": "stock.py", "lib": "psycopg2"},
]
