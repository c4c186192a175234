"""An asyncio pipeline: a producer, a queue, four workers, 200 jobs.

True of the program: handle() is called 200 times and suspends twice in each, so that a profiler which
counts resumptions shows 600; parse() is called 200 times; reply() 200 times, by parse.
The producer's asyncio.sleep(0.05) is waiting, not work: it shows in select's poll, and in no coroutine.
"""

PYTHONS = {"3.8": [], "3.11": [], "3.13": [], "pypy3.9": []}
RUNS = [
    ("aio-{version}.prof", ["{python}", "-m", "cProfile", "-o", "{output}", "{app}/pipeline.py"]),
]
TRUE = {
    "aio-*": {
        "pipeline.py:handle": 600,
        "pipeline.py:parse": 200,
        "pipeline.py:handle -> pipeline.py:parse": 200,
        "pipeline.py:parse -> pipeline.py:reply": 200,
    },
}
