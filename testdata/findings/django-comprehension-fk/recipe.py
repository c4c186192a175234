KIND = "bad"
RUNS = [("3.8", "Django==3.2.25"), ("3.12", "Django==6.0.10")]
SHARED = ["django_store"]
MODULE = "serve"
PROGRAM = "store/views.py"
WARM = True
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "authors", "or": ["<listcomp>", "<dictcomp>", "<genexpr>"], "file": "views.py", "lib": "django", "relation": "foreign key"},
]
ALLOWED = [
    {"rules": ["sql-compile-heavy"]},
]
