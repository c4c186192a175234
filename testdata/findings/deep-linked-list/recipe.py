KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "history"
EXPECT = [{"rules": ["deep-recursion"], "function": "total", "file": "history.py", "lib": ""}]
