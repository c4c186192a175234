KIND = "clean"
RUNS = [("3.11", "Django==5.2.19"), ("3.13", "Django==6.1.3")]
MODULE = "serve"
SHARED = ["django_store"]
PROGRAM = "store/views.py"
WARM = True
