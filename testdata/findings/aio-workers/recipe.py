ABOUT = "asyncio with a producer, a queue and four workers: coroutines counted once per resumption."
KIND = "clean"
ALSO = ["pstats/aio-3.*.prof"]
ALLOWED = [{"rules": ["io-wait-dominates", "sleep-or-poll"]}]
