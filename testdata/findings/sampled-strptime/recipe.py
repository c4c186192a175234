KIND = "bad"
RUNS = [("3.8", "py-spy==0.4.3"), ("3.11", "py-spy==0.4.3"), ("3.12", "py-spy==0.4.3")]
MODULE = "timeline"
TOOL = "raw"
EXPECT = [
    {"rules": ["strptime-heavy"], "function": "read", "file": "timeline.py", "lib": "datetime", "or": ["parse", "<listcomp>", "read.<locals>.<listcomp>"]},
]
