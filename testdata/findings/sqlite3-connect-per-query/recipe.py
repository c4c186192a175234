KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "accounts"
EXPECT = [{"rules": ["connection-per-query"], "function": "main", "or": ["fetch", "balance"], "file": "accounts.py", "lib": "sqlite3"}]
ALLOWED = [{"rules": ["query-in-a-loop"], "function": "main", "file": "accounts.py"}]
