KIND = "clean"
RUNS = [("3.8", "Markdown==3.7"), ("3.12", "Markdown==3.9")]
MODULE = "pages"
WARM = True
