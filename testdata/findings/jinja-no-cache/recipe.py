KIND = "bad"
RUNS = [("3.8", "Jinja2==3.1.6"), ("3.13", "Jinja2==3.1.6")]
MODULE = "invoices"
WARM = True
EXPECT = [
    {"rules": ["template-compile-per-render"], "function": "invoices", "file": "invoices.py", "lib": "jinja2", "or": ["invoice"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm", "re-helper-in-a-loop", "tiny-function-overhead"]},
]
