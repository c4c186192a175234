KIND = "clean"
RUNS = [("3.8", "numpy==1.24.4"), ("3.13", "numpy==2.5.5")]
MODULE = "distances"
WARM = True
