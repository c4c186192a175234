KIND = "bad"
RUNS = [("3.8", "py-spy==0.4.3"), ("3.11", "py-spy==0.4.3"), ("3.12", "py-spy==0.4.3")]
MODULE = "undo"
TOOL = "raw"
EXPECT = [
    {"rules": ["deepcopy-heavy"], "function": "edit", "file": "undo.py", "lib": "copy", "or": ["remember"]},
]
