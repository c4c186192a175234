ABOUT = "re.search() with 600 patterns, more than the module's cache holds: each is compiled again."
KIND = "bad"
ALSO = ["pstats/log_scan-slow-*.prof"]
EXPECT = [{"rules": ["regex-compile-in-a-loop"], "function": "scan", "or": ["is_request"], "file": "scan.py", "lib": "re"}]
ALLOWED = [{"rules": ["re-helper-in-a-loop", "isinstance-storm"]}]
