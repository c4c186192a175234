KIND = "clean"
RUNS = [("3.8", "sympy==1.13.3"), ("3.12", "sympy==1.14.0")]
MODULE = "algebra"
