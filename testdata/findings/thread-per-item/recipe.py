KIND = "bad"
RUNS = ["3.8", "3.11"]
MODULE = "resize"
EXPECT = [{"rules": ["thread-per-item"], "function": "main", "or": ["resize_all"], "file": "resize.py", "lib": ""}]
ALLOWED = [{"rules": ["thread-join-wait"], "file": "resize.py"}, {"rules": ["lock-contention"], "file": "resize.py"}]
