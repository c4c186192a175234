KIND = "clean"
RUNS = [("3.8", "pandas==2.0.3"), ("3.13", "pandas==3.1.1")]
MODULE = "sales"
WARM = True
