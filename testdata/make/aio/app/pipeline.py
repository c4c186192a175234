"""200 jobs through a queue of length 10 to four workers."""

import asyncio

JOBS = 200
DONE = []


def reply(words):
    return " ".join(sorted(words))


def parse(text):
    return reply([word.strip(".,") for word in text.split()])


async def handle(job):
    await asyncio.sleep(0)
    answer = parse("job %d, a b c. d e f. " % job * 20)
    await asyncio.sleep(0)
    DONE.append(answer)


async def worker(queue):
    while True:
        job = await queue.get()
        if job is None:
            return
        await handle(job)


async def produce(queue):
    for job in range(JOBS):
        await queue.put(job)
    await asyncio.sleep(0.05)
    for _ in range(4):
        await queue.put(None)


async def main():
    queue = asyncio.Queue(10)
    await asyncio.gather(produce(queue), *(worker(queue) for _ in range(4)))
    assert len(DONE) == JOBS


if __name__ == "__main__":
    asyncio.run(main())
