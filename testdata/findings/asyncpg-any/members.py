"""asyncpg: one query with ANY, and executemany()."""
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


async def names(connection, numbers):
    rows = await connection.fetch("SELECT id, name FROM member WHERE id = ANY($1::int[])", list(numbers))
    return {row["id"]: row["name"].lower() for row in rows}


async def rename(connection, found):
    await connection.executemany("UPDATE member SET name = $2 WHERE id = $1", list(found.items()))


async def run():
    connection = await connect()
    found = await names(connection, range(1, 1901))
    await rename(connection, found)
    await connection.close()
    return len(found)


def main():
    return asyncio.run(run())
