KIND = "clean"
RUNS = [("3.8", "Flask==3.0.3"), ("3.13", "Flask==3.1.2")]
MODULE = "shop"
