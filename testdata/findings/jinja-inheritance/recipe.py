KIND = "clean"
RUNS = [("3.8", "Jinja2==3.1.6"), ("3.13", "Jinja2==3.1.6")]
MODULE = "pages"
WARM = True
