KIND = "clean"
RUNS = ["3.9", "3.12"]
MODULE = "deploy"
ALLOWED = [
    {"rules": ["file-open-per-item", "stat-per-item"], "file": "deploy.py"},
]
