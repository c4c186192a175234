"""Parts of Django's own test suite, from the sdist of the Django that is installed.

True: they pass (run_tests.py would not keep the profile otherwise).  Fixtures are created row by row, clients call views in loops, migrations run at the
start: all of it on purpose, and none of it under a view that a user would wait for.
"""

DJANGO = "Django==6.0.10"
PYTHONS = {"3.12": [DJANGO]}
PREPARE = [
    ["{python}", "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:", "--dest", "sdist", DJANGO],
    ["{python}", "unpack.py", "sdist"],
]
RUNS = [
    (
        "django_tests-%s-{version}.prof" % part,
        ["{python}", "run_tests.py", "{output}", part],
    )
    for part in ("select_related", "view_tests")
]
