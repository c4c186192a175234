KIND = "clean"
RUNS = ["3.11", "3.13"]
MODULE = "pendulum"
ALLOWED = [
    {"rules": ["tiny-function-overhead"]},
]
