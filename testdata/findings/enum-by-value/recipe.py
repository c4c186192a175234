KIND = "bad"
RUNS = ["3.9", "3.13"]
MODULE = "packets"
EXPECT = [
    {"rules": ["object-creation-storm"], "function": "count", "file": "packets.py", "lib": "enum", "or": ["is_data"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "packets.py"},
]
