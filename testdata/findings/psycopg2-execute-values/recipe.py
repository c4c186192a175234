KIND = "clean"
RUNS = [("3.8", "psycopg2-binary==2.9.10"), ("3.11", "psycopg2-binary==2.9.13"), ("3.13", "psycopg2-binary==2.9.13")]
MODULE = "stock"
SERVICES = ["postgres"]
