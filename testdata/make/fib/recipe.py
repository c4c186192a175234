"""Fibonacci's 24th number, naively and with a memo, under cProfile and under the `profile` module.

True of the naive files: fib 150049 calls (2 F(25) - 1), of which 1 primitive; its edge to itself 150048.
True of the memo files: fib 47 calls (1 + 2 x 23), of which 1 primitive; its edge to itself 46.

`python -m profile -o` stores the compiled script itself as the name of its root entry, so the
-profile- files hold a code object of the Python that wrote them; their callers are plain ints.
"""

VARIANTS = ["naive", "memo"]
PYTHONS = {"2.7": [], "3.6": [], "3.8": [], "3.11": [], "3.13": [], "3.14": [], "3.15": [], "pypy3.9": []}
RUNS = [
    ("fib-{variant}-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{variant}.py"]),
    ("fib-{variant}-profile-{version}.prof", ["{python}", "-m", "profile", "-o", "{output}", "{variant}.py"]),
]
TRUE = {
    "fib-naive-*": {"naive.py:fib": (150049, 1), "naive.py:fib -> naive.py:fib": 150048, "naive.py:main": 1},
    "fib-memo-*": {"memo.py:fib": (47, 1), "memo.py:fib -> memo.py:fib": 46, "memo.py:main": 1},
}
