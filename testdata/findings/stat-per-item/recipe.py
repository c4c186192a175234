KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "thumbnails"
EXPECT = [{"rules": ["stat-per-item"], "function": "missing", "or": ["main", "<listcomp>"], "file": "thumbnails.py", "lib": ""}]
