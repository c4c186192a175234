KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "flags"
EXPECT = [
    {"rules": ["json-volume"], "function": "visible", "file": "flags.py", "lib": "json", "or": ["is_on"]},
]
