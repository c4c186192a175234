KIND = "clean"
RUNS = [("3.8", "SQLAlchemy==1.4.54"), ("3.13", "SQLAlchemy==2.1.9")]
MODULE = "points"
WARM = True
