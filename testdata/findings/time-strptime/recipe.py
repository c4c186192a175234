KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "access_times"
EXPECT = [
    {"rules": ["strptime-heavy"], "function": "span", "file": "access_times.py", "lib": "time", "or": ["seconds"]},
]
