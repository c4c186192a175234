KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "models_many"
TOOL = "cProfile"
ALLOWED = [
    {"rules": ["tiny-function-overhead"]},
]
