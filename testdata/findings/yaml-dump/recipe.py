KIND = "bad"
RUNS = [("3.8", "PyYAML==6.0.3"), ("3.13", "PyYAML==6.0.3")]
MODULE = "settings"
EXPECT = [
    {"rules": ["pure-python-yaml"], "function": "save", "file": "settings.py", "lib": "yaml", "or": ["main"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm", "re-helper-in-a-loop"]},
]
