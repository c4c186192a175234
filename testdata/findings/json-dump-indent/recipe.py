ABOUT = "json.dump(report, file, indent=2): the encoder in Python."
KIND = "bad"
ALSO = ["pstats/json_report-slow-3.8.prof", "pstats/json_report-slow-3.11.prof", "pstats/json_report-slow-3.13.prof"]
EXPECT = [{"rules": ["pure-python-json"], "function": "write_report", "file": "report.py", "lib": "json"}]
ALLOWED = [{"rules": ["isinstance-storm", "json-volume"]}]
