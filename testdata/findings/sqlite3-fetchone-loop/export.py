"""One query of 60,000 rows, fetched with fetchone() in a while loop."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")


def set_up():
    CONNECTION.execute("CREATE TABLE reading (id INTEGER PRIMARY KEY, celsius REAL)")
    CONNECTION.executemany("INSERT INTO reading VALUES (?, ?)", ((i, i % 40 / 2) for i in range(60000)))


def export(cursor):
    total = 0.0
    row = cursor.fetchone()
    while row is not None:
        total += row[1]
        row = cursor.fetchone()
    return total


def main():
    cursor = CONNECTION.cursor()
    cursor.execute("SELECT id, celsius FROM reading")
    return export(cursor)
