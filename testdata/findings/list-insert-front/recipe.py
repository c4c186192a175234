KIND = "bad"
RUNS = ["3.8", "3.12"]
MODULE = "stack_lines"
EXPECT = [
    {"rules": ["list-as-queue"], "function": "newest_first", "file": "stack_lines.py", "lib": ""},
]
