"""asyncpg: 5,000 rows by copy_records_to_table(), and read through a cursor."""
import asyncio

import asyncpg


async def run():
    connection = await asyncpg.connect(host="127.0.0.1", port=5499, user="shop", database="postgres")
    await connection.execute("DROP TABLE IF EXISTS sample")
    await connection.execute("CREATE TABLE sample (id integer PRIMARY KEY, value integer)")
    await connection.copy_records_to_table("sample", records=[(i, i * i % 97) for i in range(5000)])
    total = 0
    async with connection.transaction():
        async for row in connection.cursor("SELECT value FROM sample", prefetch=1000):
            total += row["value"]
    await connection.close()
    return total


def main():
    return asyncio.run(run())
