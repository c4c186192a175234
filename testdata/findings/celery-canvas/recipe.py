KIND = "clean"
RUNS = [("3.11", "celery==5.7.0"), ("3.13", "celery==5.7.0")]
MODULE = "sums"
WARM = True
