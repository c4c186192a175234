KIND = "clean"
RUNS = [("3.8", "Django==4.2.30"), ("3.12", "Django==6.0.10")]
SHARED = ["django_store"]
MODULE = "run_async"
PROGRAM = "store/views.py"
WARM = True
ALLOWED = [
    {"rules": ["query-in-a-loop", "sequential-awaits"], "function": "total", "file": "views.py"},
    {"rules": ["io-wait-dominates", "tiny-executor-tasks"]},
]
