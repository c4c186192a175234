ABOUT = "One pattern, compiled before the loop over 3,000 lines."
KIND = "clean"
ALSO = ["pstats/log_scan-fast-*.prof"]
