KIND = "clean"
RUNS = [("3.8", "redis==3.5.3"), ("3.13", "redis==8.1.0")]
MODULE = "stats"
SERVICES = ["redis"]
