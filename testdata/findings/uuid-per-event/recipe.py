KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "events"
EXPECT = [
    {"rules": ["object-creation-storm"], "function": "events", "file": "events.py"},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"]},
]
