KIND = "bad"
RUNS = ["3.8", "3.12"]
MODULE = "crawl_log"
EXPECT = [
    {"rules": ["logging-heavy"], "function": "crawl", "file": "crawl_log.py", "lib": "logging", "or": ["visit"]},
]
ALLOWED = [
    {"rules": ["tiny-function-overhead", "small-writes"]},
]
