"""The same twenty at once, by gather()."""
import asyncio


async def ask(number):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8765)
    writer.write(b"GET /slow/%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % number)
    answer = await reader.read()
    writer.close()
    return len(answer)


async def poll(numbers):
    return sum(await asyncio.gather(*[ask(number) for number in numbers]))


def main():
    return asyncio.run(poll(range(20)))
