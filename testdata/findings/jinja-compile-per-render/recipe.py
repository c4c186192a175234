KIND = "bad"
RUNS = [("3.8", "Jinja2==3.1.6"), ("3.11", "Jinja2==3.1.6"), ("3.13", "Jinja2==3.1.6")]
MODULE = "letters"
EXPECT = [
    {"rules": ["template-compile-per-render"], "function": "letters", "file": "letters.py", "lib": "jinja2", "or": ["letter"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm", "tiny-function-overhead", "re-helper-in-a-loop", "regex-compile-in-a-loop"]},
]
