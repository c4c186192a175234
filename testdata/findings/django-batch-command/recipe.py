KIND = "clean"
RUNS = [("3.11", "Django==5.2.19"), ("3.13", "Django==6.1.3")]
SHARED = ["django_store"]
MODULE = "serve"
PROGRAM = "store/views.py"
WARM = True
ALLOWED = [{"rules": ["orm-instantiation-heavy"], "file": "views.py"}]
