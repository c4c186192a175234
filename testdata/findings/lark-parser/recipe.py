KIND = "clean"
RUNS = [("3.11", "lark==1.2.2"), ("3.13", "lark==1.2.2")]
MODULE = "work"
WARM = True
