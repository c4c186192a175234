KIND = "bad"
RUNS = ["3.8", "3.11", "3.12", "3.13"]
MODULE = "pixels"
EXPECT = [
    {"rules": ["tiny-function-overhead"], "function": "brighten", "file": "pixels.py", "lib": "", "or": ["clamp"]},
]
