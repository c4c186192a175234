KIND = "bad"
RUNS = [("3.8", "Django==4.2.30"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["orm-instantiation-heavy"], "function": "total_stars", "file": "views.py", "lib": "django"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
    {"rules": ["query-in-a-loop"], "function": "total_stars", "file": "views.py", "lib": "django"},
]
