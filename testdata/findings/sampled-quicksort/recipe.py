KIND = "clean"
RUNS = [("3.8", "py-spy==0.4.3"), ("3.11", "py-spy==0.4.3"), ("3.12", "py-spy==0.4.3")]
MODULE = "sorts"
TOOL = "raw"
