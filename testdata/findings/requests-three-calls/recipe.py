KIND = "clean"
RUNS = [("3.8", "requests==2.32.4"), ("3.12", "requests==2.34.2")]
MODULE = "checkout"
SERVICES = ["http"]
WARM = True
