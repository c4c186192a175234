KIND = "bad"
RUNS = [("3.8", "PyMySQL==1.1.2"), ("3.13", "PyMySQL==1.2.4")]
MODULE = "guestbook"
SERVICES = ["mariadb"]
EXPECT = [
    {"rules": ["commit-per-row"], "function": "copy", "file": "guestbook.py", "lib": "pymysql", "or": ["add"]},
]
ALLOWED = [
    {"rules": ["query-in-a-loop"], "file": "guestbook.py"},
    {"rules": ["io-wait-dominates"]},
]
