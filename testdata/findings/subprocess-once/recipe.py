KIND = "clean"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "checksums"
ALLOWED = [{"rules": ["thread-join-wait"], "file": "checksums.py"}, {"rules": ["io-wait-dominates"], "file": "checksums.py"}]
