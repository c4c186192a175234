KIND = "clean"
RUNS = [("3.11", "marshmallow==4.0.0"), ("3.13", "marshmallow==4.0.0")]
MODULE = "work"
WARM = True
