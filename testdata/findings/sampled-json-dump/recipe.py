KIND = "bad"
RUNS = [("3.8", "py-spy==0.4.3"), ("3.11", "py-spy==0.4.3"), ("3.12", "py-spy==0.4.3")]
MODULE = "report"
TOOL = "raw"
EXPECT = [
    {"rules": ["pure-python-json"], "function": "write_report", "file": "report.py", "lib": "json", "or": ["main"]},
]
ALLOWED = [
    {"rules": ["small-writes"]},
]
