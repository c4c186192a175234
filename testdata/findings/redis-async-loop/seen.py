"""redis-py, asynchronous: get() for each of 300 keys, each awaited."""
import asyncio

import redis
import redis.asyncio


def set_up():
    redis.Redis(port=6399).mset({"seen:%d" % i: i for i in range(300)})


async def seen(client, numbers):
    total = 0
    for number in numbers:
        total += int(await client.get("seen:%d" % number))
    return total


async def run():
    client = redis.asyncio.Redis(port=6399)
    total = await seen(client, range(300))
    await client.aclose()
    return total


def main():
    return asyncio.run(run())
