KIND = "bad"
RUNS = [("3.8", "PyYAML==6.0.3"), ("3.11", "PyYAML==6.0.3"), ("3.13", "PyYAML==6.0.3")]
MODULE = "inventory"
EXPECT = [
    {"rules": ["pure-python-yaml"], "function": "load", "file": "inventory.py", "lib": "yaml", "or": ["main"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "tiny-function-overhead", "getattr-storm"]},
]
