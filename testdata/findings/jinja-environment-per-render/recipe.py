KIND = "bad"
RUNS = [("3.8", "Jinja2==3.1.6"), ("3.13", "Jinja2==3.1.6")]
MODULE = "mails"
WARM = True
EXPECT = [
    {"rules": ["template-compile-per-render"], "function": "mail", "file": "mails.py", "lib": "jinja2", "or": ["mails"]},
]
ALLOWED = [
    {"rules": ["re-helper-in-a-loop", "regex-compile-in-a-loop"]},
]
