KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "plain"
EXPECT = [
    {"rules": ["isinstance-storm"], "function": "plain", "file": "plain.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "plain.py"},
]
