KIND = "bad"
RUNS = [("3.8", "Django==3.2.25"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "page", "file": "views.py", "lib": "django", "relation": "reverse foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
