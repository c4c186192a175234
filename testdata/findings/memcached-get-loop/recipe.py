KIND = "bad"
RUNS = [("3.8", "pymemcache==4.0.0"), ("3.12", "pymemcache==4.0.0")]
MODULE = "pages"
SERVICES = ["memcached"]
EXPECT = [
    {"rules": ["cache-call-in-a-loop"], "function": "main", "file": "pages.py", "lib": "pymemcache"},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
