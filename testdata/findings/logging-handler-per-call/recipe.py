KIND = "bad"
RUNS = ["3.8", "3.11", "3.13"]
MODULE = "jobs"
EXPECT = [
    {"rules": ["file-open-per-item"], "function": "run_jobs", "file": "jobs.py", "or": ["logger_for"]},
]
ALLOWED = [
    {"rules": ["logging-heavy", "stat-per-item"]},
]
