"""aiohttp: one session, but 40 pages are awaited one after the other."""
import asyncio

import aiohttp


async def user(session, number):
    async with session.get("http://127.0.0.1:8765/users/%d" % number) as answer:
        return await answer.json()


async def users(numbers):
    found = []
    async with aiohttp.ClientSession() as session:
        for number in numbers:
            found.append(await user(session, number))
    return found


def main():
    return asyncio.run(users(range(120)))
