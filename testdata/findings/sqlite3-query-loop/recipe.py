KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "invoices"
EXPECT = [{"rules": ["query-in-a-loop"], "function": "print_invoices", "or": ["main"], "file": "invoices.py", "lib": "sqlite3"}]
ALLOWED = [{"rules": ["row-at-a-time-fetch"], "function": "customer_name", "file": "invoices.py"}, {"rules": ["row-at-a-time-fetch"], "function": "print_invoices", "file": "invoices.py"}]
