KIND = "bad"
RUNS = ["3.11", "3.12"]
MODULE = "commands"
EXPECT = [
    {"rules": ["traceback-or-inspect-heavy"], "function": "run", "file": "commands.py", "lib": "inspect", "or": ["dispatch"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "object-creation-storm"]},
]
