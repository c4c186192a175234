KIND = "bad"
RUNS = [("3.8", "celery==5.5.3"), ("3.11", "celery==5.7.0"), ("3.13", "celery==5.7.0")]
MODULE = "mails"
EXPECT = [
    {"rules": ["task-publish-in-a-loop"], "function": "notify", "file": "mails.py", "lib": "celery"},
]
ALLOWED = [
    {"rules": ["object-creation-storm"]},
]
