KIND = "bad"
RUNS = [("3.8", "Django==4.2.30"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "subtree", "file": "views.py", "lib": "django", "or": ["page"]},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
