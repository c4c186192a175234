"""psycopg 3, asynchronous: 300 guests by one query, 500 rows by executemany()."""
import asyncio

import psycopg

PLACE = "host=127.0.0.1 port=5499 user=shop dbname=postgres"


def set_up():
    with psycopg.connect(PLACE) as connection:
        connection.execute("DROP TABLE IF EXISTS guest")
        connection.execute("CREATE TABLE guest (id integer PRIMARY KEY, name text)")
        connection.execute("INSERT INTO guest SELECT n, 'Guest ' || n FROM generate_series(1, 2000) n")


async def run():
    async with await psycopg.AsyncConnection.connect(PLACE) as connection:
        cursor = await connection.execute("SELECT name FROM guest WHERE id = ANY(%s)", (list(range(1, 301)),))
        found = [row[0] for row in await cursor.fetchall()]
        async with connection.cursor() as cursor:
            await cursor.executemany("UPDATE guest SET name = upper(name) WHERE id = %s", [(i,) for i in range(500)])
        return found


def main():
    return asyncio.run(run())
