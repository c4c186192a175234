KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "feed"
EXPECT = [
    {"rules": ["import-in-hot-function"], "function": "titles", "file": "feed.py", "lib": "", "or": ["title"]},
]
ALLOWED = [
    {"rules": ["getattr-storm", "tiny-function-overhead"], "file": "feed.py"},
]
