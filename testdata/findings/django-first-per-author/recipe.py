KIND = "bad"
RUNS = [("3.8", "Django==4.2.30"), ("3.13", "Django==6.1.3")]
MODULE = "serve"
SHARED = ["django_store"]
PROGRAM = "store/views.py"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "page", "file": "views.py", "lib": "django", "relation": "reverse foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
