KIND = "clean"
RUNS = [("3.8", "Django==4.2.30", "djangorestframework==3.15.2"), ("3.11", "Django==5.2.19", "djangorestframework==3.18.3")]
SHARED = ["django_store"]
MODULE = "serve"
WARM = True
PROGRAM = "store/views.py"
