ABOUT = "pip help install: a start-up that is nearly all imports, and no code but pip's."
KIND = "clean"
ALSO = ["pstats/pip_help-*.prof"]
ALLOWED = [{"rules": ["import-time"]}]
