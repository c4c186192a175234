KIND = "bad"
RUNS = ["3.11", "3.13"]
MODULE = "render_frames"
EXPECT = [
    {"rules": ["thread-per-item", "subprocess-per-item"], "function": "render_all", "file": "render_frames.py", "lib": ""},
]
ALLOWED = [
    {"rules": ["thread-join-wait", "io-wait-dominates", "subprocess-per-item"], "file": "render_frames.py"},
]
