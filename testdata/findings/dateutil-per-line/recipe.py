KIND = "bad"
RUNS = [("3.8", "python-dateutil==2.9.0.post0"), ("3.11", "python-dateutil==2.9.0.post0"), ("3.13", "python-dateutil==2.9.0.post0")]
MODULE = "timeline"
WARM = True
EXPECT = [
    {"rules": ["dateutil-parser-heavy"], "function": "read", "file": "timeline.py", "lib": "dateutil"},
]
ALLOWED = [
    {"rules": ["isinstance-storm", "getattr-storm"]},
]
