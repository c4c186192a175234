ABOUT = "Three modules of CPython's own test suite."
KIND = "clean"
ALSO = ["pstats/cpython_tests-*.prof"]
