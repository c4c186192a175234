"""aiohttp: a ClientSession per request, one after the other."""
import asyncio

import aiohttp


async def fetch(number):
    async with aiohttp.ClientSession() as session:
        async with session.get("http://127.0.0.1:8765/pages/%d" % number) as response:
            return await response.json()


async def crawl(numbers):
    found = []
    for number in numbers:
        page = await fetch(number)
        found.append(page["name"])
    return found


def main():
    return asyncio.run(crawl(range(80)))
