"""An asyncio server with 30 short connections in one and a half seconds, idle in between."""
import asyncio
import subprocess
import sys

CLIENT = """
import socket, time
for number in range(30):
    with socket.create_connection(("127.0.0.1", 8762)) as connection:
        connection.sendall(b"word")
        connection.recv(100)
    time.sleep(0.05)
"""
SEEN = []


async def answer(reader, writer):
    SEEN.append(await reader.read(100))
    writer.write(SEEN[-1].upper())
    await writer.drain()
    writer.close()


async def serve():
    server = await asyncio.start_server(answer, "127.0.0.1", 8762)
    client = await asyncio.create_subprocess_exec(sys.executable, "-c", CLIENT)
    async with server:
        await client.wait()


def main():
    asyncio.run(serve())
    assert len(SEEN) == 30
