KIND = "bad"
RUNS = [("3.11", "Django==5.2.19", "djangorestframework==3.16.1"), ("3.13", "Django==6.1.3", "djangorestframework==3.18.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "lines", "file": "views.py", "lib": "django", "or": ["page"]},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
