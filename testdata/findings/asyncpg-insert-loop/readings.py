"""asyncpg: 300 rows inserted by as many execute(), in one transaction, from a pool."""
import asyncio

import asyncpg


async def insert_all(connection, rows):
    for row in rows:
        await connection.execute("INSERT INTO reading (id, value) VALUES ($1, $2)", *row)


async def run():
    async with asyncpg.create_pool(host="127.0.0.1", port=5499, user="shop", database="postgres", min_size=1, max_size=2) as pool:
        async with pool.acquire() as connection:
            await connection.execute("DROP TABLE IF EXISTS reading")
            await connection.execute("CREATE TABLE reading (id integer PRIMARY KEY, value integer)")
            async with connection.transaction():
                await insert_all(connection, [(i, i * i % 97) for i in range(300)])


def main():
    return asyncio.run(run())
