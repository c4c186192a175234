"""An httpx.AsyncClient, and each of 80 requests is awaited before the next one is sent."""
import asyncio

import httpx


async def reading(client, number):
    response = await client.get("http://127.0.0.1:8765/stations/%d" % number)
    return response.json()["id"]


async def collect(client, numbers):
    found = []
    for number in numbers:
        found.append(await reading(client, number))
    return found


async def run():
    async with httpx.AsyncClient() as client:
        return await collect(client, range(80))


def main():
    return asyncio.run(run())
