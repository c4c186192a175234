KIND = "bad"
RUNS = [("3.8", "PyMySQL==1.1.2"), ("3.11", "PyMySQL==1.2.4"), ("3.13", "PyMySQL==1.2.4")]
MODULE = "guests"
SERVICES = ["mariadb"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "guests.py", "lib": "pymysql"},
]
ALLOWED = [
    {"rules": ["row-at-a-time-fetch"], "function": "names", "file": "guests.py", "lib": ""},
    {"rules": ["row-at-a-time-fetch"], "function": "name_of", "file": "guests.py", "lib": ""},
    {"rules": ["io-wait-dominates"]},
]
