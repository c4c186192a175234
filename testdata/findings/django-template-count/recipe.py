KIND = "bad"
RUNS = [("3.11", "Django==5.2.19"), ("3.13", "Django==6.1.3")]
MODULE = "serve"
SHARED = ["django_store"]
PROGRAM = "store/views.py"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "page", "file": "views.py", "lib": "django"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
