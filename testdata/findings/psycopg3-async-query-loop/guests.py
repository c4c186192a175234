"""psycopg 3, asynchronous: a query for each of 300 guests, one after the other."""
import asyncio

import psycopg

PLACE = "host=127.0.0.1 port=5499 user=shop dbname=postgres"


def set_up():
    with psycopg.connect(PLACE) as connection:
        connection.execute("DROP TABLE IF EXISTS guest")
        connection.execute("CREATE TABLE guest (id integer PRIMARY KEY, name text)")
        connection.execute("INSERT INTO guest SELECT n, 'Guest ' || n FROM generate_series(1, 2000) n")


async def name_of(connection, number):
    cursor = await connection.execute("SELECT name FROM guest WHERE id = %s", (number,))
    return (await cursor.fetchone())[0]


async def names(numbers):
    found = []
    async with await psycopg.AsyncConnection.connect(PLACE) as connection:
        for number in numbers:
            found.append(await name_of(connection, number))
    return found


def main():
    return asyncio.run(names(range(1, 301)))
