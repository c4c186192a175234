KIND = "bad"
RUNS = ["3.9", "3.13"]
MODULE = "throttle"
EXPECT = [
    {"rules": ["sleep-or-poll"], "function": "run", "file": "throttle.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["io-wait-dominates"]},
]
