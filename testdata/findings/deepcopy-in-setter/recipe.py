KIND = "bad"
RUNS = ["3.11", "3.13"]
MODULE = "editor"
EXPECT = [
    {"rules": ["deepcopy-heavy"], "function": "type_in", "file": "editor.py", "lib": "copy", "or": ["replace"]},
]
ALLOWED = [
    {"rules": ["isinstance-storm"]},
]
