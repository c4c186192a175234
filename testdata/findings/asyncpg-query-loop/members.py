"""asyncpg: a coroutine fetches one row after the other, each awaited."""
import asyncio

import asyncpg


async def connect():
    return await asyncpg.connect(host="127.0.0.1", port=5499, user="shop", database="postgres")


async def fill():
    connection = await connect()
    await connection.execute("DROP TABLE IF EXISTS member")
    await connection.execute("CREATE TABLE member (id integer PRIMARY KEY, name text)")
    await connection.execute("INSERT INTO member SELECT n, 'Member ' || n FROM generate_series(1, 2000) n")
    await connection.close()


def set_up():
    asyncio.run(fill())


async def name_of(connection, number):
    return await connection.fetchval("SELECT name FROM member WHERE id = $1", number)


async def names(connection, numbers):
    found = []
    for number in numbers:
        found.append(await name_of(connection, number))
    return found


async def run():
    connection = await connect()
    found = await names(connection, range(1, 401))
    await connection.close()
    return found


def main():
    return asyncio.run(run())
