KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "access"
EXPECT = [
    {"rules": ["re-helper-in-a-loop"], "function": "clean_all", "file": "access.py", "lib": "re", "or": ["clean"]},
]
