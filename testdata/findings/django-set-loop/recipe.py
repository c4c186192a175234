KIND = "bad"
RUNS = [("3.8", "Django==4.2.30"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
PROGRAM = "store/views.py"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "set_tags", "file": "views.py", "lib": "django"},
]
ALLOWED = [
    {"rules": ["commit-per-row", "sql-compile-heavy", "query-in-a-loop"], "file": "views.py"},
]
