KIND = "bad"
RUNS = [("3.8", "numpy==1.24.4"), ("3.13", "numpy==2.5.5")]
MODULE = "signal"
EXPECT = [
    {"rules": ["numpy-scalar-loop"], "function": "collect", "file": "signal.py", "lib": "numpy"},
]
