KIND = "bad"
RUNS = [("3.8", "psycopg2-binary==2.9.10"), ("3.11", "psycopg2-binary==2.9.13"), ("3.13", "psycopg2-binary==2.9.13")]
MODULE = "stock"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "lines", "file": "stock.py", "lib": "psycopg2"},
]
ALLOWED = [
    {"rules": ["row-at-a-time-fetch"], "function": "lines", "file": "stock.py", "lib": ""},
    {"rules": ["row-at-a-time-fetch"], "function": "name", "file": "stock.py", "lib": ""},
]
