ABOUT = "file.write(json.dumps(report)): the encoder in C."
KIND = "clean"
ALSO = ["pstats/json_report-fast-3.8.prof", "pstats/json_report-fast-3.11.prof", "pstats/json_report-fast-3.13.prof"]
