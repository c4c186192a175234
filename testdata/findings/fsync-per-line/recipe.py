KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "journal"
EXPECT = [{"rules": ["small-writes"], "function": "record_all", "or": ["record", "main"], "file": "journal.py", "lib": ""}]
