KIND = "bad"
RUNS = ["3.9", "3.12"]
MODULE = "wordcount"
EXPECT = [
    {"rules": ["re-helper-in-a-loop"], "function": "count", "file": "wordcount.py", "lib": "re", "or": ["words", "<listcomp>"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "wordcount.py"},
]
