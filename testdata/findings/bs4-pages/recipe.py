KIND = "clean"
RUNS = [("3.11", "beautifulsoup4==4.13.4"), ("3.13", "beautifulsoup4==4.13.4")]
MODULE = "work"
WARM = True
