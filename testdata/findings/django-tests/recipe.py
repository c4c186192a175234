ABOUT = "Two parts of Django's own test suite."
KIND = "clean"
ALSO = ["pstats/django_tests-*.prof"]
