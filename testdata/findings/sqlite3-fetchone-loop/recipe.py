KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "export"
EXPECT = [{"rules": ["row-at-a-time-fetch"], "function": "rows", "or": ["export", "main"], "file": "export.py", "lib": "sqlite3"}]
