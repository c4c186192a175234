KIND = "clean"
RUNS = [("3.8", "mysqlclient==2.2.7"), ("3.11", "mysqlclient==2.3.1"), ("3.13", "mysqlclient==2.3.1")]
MODULE = "guests"
SERVICES = ["mariadb"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
