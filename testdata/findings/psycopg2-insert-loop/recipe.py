KIND = "bad"
RUNS = [("3.8", "psycopg2-binary==2.9.10"), ("3.12", "psycopg2-binary==2.9.13")]
MODULE = "readings"
SERVICES = ["postgres"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "store", "file": "readings.py", "lib": "psycopg2"},
]
