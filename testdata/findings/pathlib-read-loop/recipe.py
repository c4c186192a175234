KIND = "bad"
RUNS = ["3.10", "3.13"]
MODULE = "translate"
EXPECT = [
    {"rules": ["file-open-per-item"], "function": "translate_all", "file": "translate.py", "lib": "", "or": ["translate"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "translate.py"},
]
