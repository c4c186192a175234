KIND = "bad"
RUNS = [("3.8", "Django==4.2.30", "djangorestframework==3.15.2"), ("3.13", "Django==6.1.3", "djangorestframework==3.18.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "page", "file": "views.py", "lib": "django"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
