"""80,000 rows by fetchmany() in chunks of 5,000, each row turned into a line."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")


def set_up():
    CONNECTION.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, text TEXT)")
    CONNECTION.executemany("INSERT INTO event VALUES (?, ?)", ((i, "event %d" % i) for i in range(80000)))


def chunks(cursor, size):
    while True:
        rows = cursor.fetchmany(size)
        if not rows:
            return
        yield rows


def line(number, text):
    return "%08d %s" % (number, text.upper())


def main():
    cursor = CONNECTION.execute("SELECT id, text FROM event")
    return sum(len(line(*row)) for rows in chunks(cursor, 5000) for row in rows)
