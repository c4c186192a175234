"""A start-up that is all imports: `pip help install` with the pip that comes with Python.

True: nothing is slow but importing; _find_and_load runs once per module.  Honest, and not a fault
of any function: what can be said is how much of the time is import, and of which package.
"""

PYTHONS = {"3.11": [], "3.13": []}
RUNS = [
    (
        "pip_help-{version}.prof",
        ["{python}", "-m", "cProfile", "-o", "{output}", "-m", "pip", "help", "install", "--no-color"],
    ),
]
