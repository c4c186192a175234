KIND = "bad"
RUNS = [("3.8", "numpy==1.24.4"), ("3.13", "numpy==2.5.5")]
MODULE = "points"
WARM = True
EXPECT = [
    {"rules": ["numpy-scalar-loop"], "function": "lengths", "file": "points.py", "lib": "numpy"},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead"]},
]
