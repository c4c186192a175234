KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "distance"
EXPECT = [{"rules": ["exponential-recursion"], "function": "distance", "file": "distance.py", "lib": ""}]
