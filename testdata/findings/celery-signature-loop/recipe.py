KIND = "bad"
RUNS = [("3.11", "celery==5.7.0"), ("3.13", "celery==5.7.0")]
MODULE = "reminders"
EXPECT = [
    {"rules": ["task-publish-in-a-loop"], "function": "plan", "file": "reminders.py", "lib": "celery"},
]
ALLOWED = [
    {"rules": ["object-creation-storm"]},
]
