KIND = "bad"
RUNS = [("3.8", "numpy==1.24.4"), ("3.11", "numpy==2.4.6"), ("3.13", "numpy==2.5.5")]
MODULE = "heat"
EXPECT = [
    {"rules": ["numpy-scalar-loop"], "function": "smooth", "file": "heat.py", "lib": "numpy", "or": ["mean_of"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"], "file": "heat.py"},
]
