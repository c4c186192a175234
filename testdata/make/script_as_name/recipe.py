"""A script with a constant of every kind, under `python -m profile -o`, on every Python there is.

The `profile` module stores the compiled script as the name of its root entry: marshalled code, whose
layout differs between 2.7, 3.6 - 3.7, 3.8 - 3.10 and 3.11 on, and which holds numbers, strings, tuples,
sets, slices and more code.  A reader must get past it; no Python but the writer's own can.

True: main 1 call, Shop.serve 12 calls by main, fee 24 calls (twice per serve), countdown resumed 4 times.
"""

PYTHONS = {
    version: []
    for version in "2.7 3.6 3.7 3.8 3.9 3.10 3.11 3.12 3.13 3.14 3.15 pypy3.9".split()
}
RUNS = [("script_as_name-{version}.prof", ["{python}", "-m", "profile", "-o", "{output}", "shop.py"])]
TRUE = {
    "script_as_name-*": {
        "shop.py:main": 1,
        "shop.py:main -> shop.py:serve": 12,
        "shop.py:fee": 24,
        "shop.py:serve -> shop.py:both": 12,
        "shop.py:countdown": 4,
    },
}
