KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "timeline"
EXPECT = [
    {"rules": ["strptime-heavy"], "function": "read", "file": "timeline.py", "lib": "datetime", "or": ["parse"]},
]
