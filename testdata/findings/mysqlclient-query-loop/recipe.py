KIND = "bad"
RUNS = [("3.8", "mysqlclient==2.2.7"), ("3.11", "mysqlclient==2.3.1"), ("3.13", "mysqlclient==2.3.1")]
MODULE = "guests"
SERVICES = ["mariadb"]
EXPECT = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "guests.py", "lib": "mysqlclient"},
]
ALLOWED = [
    {"rules": ["row-at-a-time-fetch"], "function": "names", "file": "guests.py", "lib": ""},
    {"rules": ["row-at-a-time-fetch"], "function": "name_of", "file": "guests.py", "lib": ""},
    {"rules": ["io-wait-dominates"]},
]
