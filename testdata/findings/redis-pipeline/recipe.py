KIND = "clean"
RUNS = [("3.8", "redis==3.5.3"), ("3.11", "redis==5.0.8"), ("3.13", "redis==8.1.0")]
MODULE = "sessions"
SERVICES = ["redis"]
