KIND = "clean"
RUNS = ["3.8", "3.12"]
MODULE = "store"
ALLOWED = [{"rules": ["sleep-or-poll"]}]
