ABOUT = "Four threads, which from 3.12 on share one stack in the profile: no call graph to trust."
KIND = "clean"
ALSO = ["pstats/threads-*.prof"]
ALLOWED = [{"rules": ["thread-join-wait"]}]
