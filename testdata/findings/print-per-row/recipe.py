KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "table"
EXPECT = [
    {"rules": ["print-in-a-loop"], "function": "show", "file": "table.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["small-writes"], "file": "table.py"},
]
