KIND = "clean"
RUNS = [("3.8", "networkx==3.1"), ("3.12", "networkx==3.5")]
MODULE = "network"
WARM = True
