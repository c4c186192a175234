KIND = "clean"
RUNS = [("3.8", "SQLAlchemy==2.0.58", "aiosqlite==0.20.0", "greenlet==3.1.1"), ("3.13", "SQLAlchemy==2.0.58", "aiosqlite==0.20.0", "greenlet==3.1.1")]
MODULE = "members"
WARM = True
ALLOWED = [
    {"rules": ["query-in-a-loop"], "function": "names", "file": "members.py"},
    {"rules": ["sequential-awaits"], "function": "names", "file": "members.py"},
    {"rules": ["io-wait-dominates"]},
]
