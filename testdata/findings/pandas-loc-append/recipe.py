KIND = "bad"
RUNS = [("3.8", "pandas==2.0.3"), ("3.13", "pandas==3.1.1")]
MODULE = "readings"
WARM = True
EXPECT = [
    {"rules": ["pandas-growth-in-a-loop", "pandas-scalar-access", "pandas-row-loop"], "function": "collect", "file": "readings.py", "lib": "pandas"},
]
ALLOWED = [
    {"rules": ["isinstance-storm"]},
]
