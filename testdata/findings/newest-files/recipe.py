KIND = "clean"
RUNS = ["3.8", "3.13"]
MODULE = "backups"
ALLOWED = [
    {"rules": ["stat-per-item", "file-open-per-item"], "file": "backups.py"},
]
