"""300 commits into memory, which take nothing, beside a wait of 200 ms."""
import sqlite3
import time


def store(connection, rows):
    for row in rows:
        connection.execute("INSERT INTO reading VALUES (?, ?)", row)
        connection.commit()


def job():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE reading (id INTEGER PRIMARY KEY, celsius REAL)")
    store(connection, [(i, i % 40 / 2) for i in range(300)])
    time.sleep(0.2)


def main():
    job()
