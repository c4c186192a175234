KIND = "clean"
RUNS = [("3.8", "pycodestyle==2.12.1", "pyflakes==3.2.0"), ("3.13", "pycodestyle==2.14.0", "pyflakes==3.4.0")]
MODULE = "lint"
