KIND = "clean"
RUNS = [("3.8", "PyYAML==6.0.3"), ("3.11", "PyYAML==6.0.3"), ("3.13", "PyYAML==6.0.3")]
MODULE = "inventory"
ALLOWED = [
    {"rules": ["pure-python-yaml"]},
]
