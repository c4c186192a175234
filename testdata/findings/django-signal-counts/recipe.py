KIND = "bad"
RUNS = [("3.11", "Django==5.2.19"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "raise_prices", "file": "views.py", "lib": "django"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
