"""aiohttp: one session, 100 requests at the same time by gather() with a semaphore."""
import asyncio

import aiohttp


async def fetch(session, gate, number):
    async with gate:
        async with session.get("http://127.0.0.1:8765/slow/%d" % number) as response:
            return await response.json()


async def crawl(numbers):
    gate = asyncio.Semaphore(25)
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[fetch(session, gate, number) for number in numbers])


def main():
    return len(asyncio.run(crawl(range(100))))
