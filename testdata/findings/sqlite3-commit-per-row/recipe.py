KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "importer"
EXPECT = [{"rules": ["commit-per-row"], "function": "load", "or": ["store"], "file": "importer.py", "lib": "sqlite3"}]
ALLOWED = [{"rules": ["query-in-a-loop"], "function": "load", "file": "importer.py"}]
