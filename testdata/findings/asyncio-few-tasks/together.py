"""Three groups of tasks, gathered one group after the other, with a little work between."""
import asyncio


async def measure(number):
    await asyncio.sleep(0.02)
    return number * number


async def group(numbers):
    return sum(await asyncio.gather(*[measure(number) for number in numbers]))


async def run():
    totals = []
    for at in range(3):
        totals.append(await group(range(at * 40, at * 40 + 40)))
    return totals


def main():
    return asyncio.run(run())
