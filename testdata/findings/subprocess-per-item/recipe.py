KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "checksums"
EXPECT = [{"rules": ["subprocess-per-item"], "function": "main", "or": ["checksum", "<dictcomp>"], "file": "checksums.py", "lib": ""}]
ALLOWED = [{"rules": ["thread-join-wait", "io-wait-dominates"], "file": "checksums.py"}]
