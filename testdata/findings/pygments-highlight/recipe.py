KIND = "clean"
RUNS = [("3.8", "Pygments==2.19.1"), ("3.12", "Pygments==2.19.1")]
MODULE = "colour"
