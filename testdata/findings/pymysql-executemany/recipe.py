KIND = "clean"
RUNS = [("3.8", "PyMySQL==1.1.2"), ("3.11", "PyMySQL==1.2.4"), ("3.13", "PyMySQL==1.2.4")]
MODULE = "guests"
SERVICES = ["mariadb"]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
