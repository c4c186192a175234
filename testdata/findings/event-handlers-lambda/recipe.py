KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "interpreter"
ALLOWED = [
    {"rules": ["tiny-function-overhead"]},
]
