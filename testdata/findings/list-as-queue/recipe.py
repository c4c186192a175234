KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "flood"
EXPECT = [
    {"rules": ["list-as-queue"], "function": "flood", "file": "flood.py", "lib": ""},
]
