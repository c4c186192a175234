KIND = "bad"
RUNS = [("3.8", "Django==4.2.30"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "server"
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "page", "file": "views.py", "lib": "django", "relation": "foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
    {"rules": ["io-wait-dominates", "sleep-or-poll"]},
]
