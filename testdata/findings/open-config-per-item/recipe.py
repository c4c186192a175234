KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "pricing"
EXPECT = [{"rules": ["file-open-per-item"], "function": "total", "or": ["rate", "price"], "file": "pricing.py", "lib": ""}]
ALLOWED = [{"rules": ["json-volume"], "file": "pricing.py"}]
