"""Three parts of CPython's own test suite, under unittest: big real files from code nobody wrote for us.

True: they pass (run_tests.py would not keep the profile otherwise).  Nothing in them is a fault: imports, eval and exec, deliberate repetition, deep
recursion on purpose (test_json), thousands of patterns compiled (test_re), classes made in the
test itself whose methods share a label (test_dataclasses: cProfile keeps the last of them).
"""

PYTHONS = {"3.11": [], "3.13": []}
RUNS = [
    (
        "cpython_tests-%s-{version}.prof" % part,
        ["{python}", "{app}/run_tests.py", "{output}", "test.test_" + part],
    )
    for part in ("json", "re", "dataclasses")
]
