KIND = "bad"
RUNS = ["3.8", "3.13"]
MODULE = "tagging"
EXPECT = [
    {"rules": ["subprocess-per-item"], "function": "tag_all", "file": "tagging.py", "lib": "subprocess", "or": ["tag"]},
]
ALLOWED = [
    {"rules": ["thread-join-wait", "io-wait-dominates"]},
]
