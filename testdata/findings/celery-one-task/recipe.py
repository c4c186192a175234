KIND = "clean"
RUNS = [("3.8", "celery==5.5.3"), ("3.13", "celery==5.7.0")]
MODULE = "mails"
