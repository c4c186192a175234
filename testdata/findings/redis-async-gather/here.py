"""redis-py, asynchronous: mget() of 300 keys, a pipeline, and a few commands at once by gather()."""
import asyncio

import redis.asyncio


async def run():
    client = redis.asyncio.Redis(port=6399)
    async with client.pipeline(transaction=False) as pipeline:
        for number in range(300):
            pipeline.set("here:%d" % number, number)
        await pipeline.execute()
    values = await client.mget(["here:%d" % number for number in range(300)])
    some = await asyncio.gather(*(client.strlen("here:%d" % number) for number in range(6)))
    await client.aclose()
    return len(values), sum(some)


def main():
    return asyncio.run(run())
