"""A context manager of one's own opens a connection for each lookup."""
import os
import sqlite3


class Database:
    def __enter__(self):
        self.connection = sqlite3.connect("items.db")
        return self.connection.cursor()

    def __exit__(self, *_):
        self.connection.close()


def set_up():
    if os.path.exists("items.db"):
        os.unlink("items.db")
    connection = sqlite3.connect("items.db")
    connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)")
    connection.executemany("INSERT INTO item VALUES (?, ?)", [(i, "item %d" % i) for i in range(400)])
    connection.commit()
    connection.close()


def name(number):
    with Database() as cursor:
        cursor.execute("SELECT name FROM item WHERE id = ?", (number,))
        return cursor.fetchone()[0]


def names(numbers):
    found = []
    for number in numbers:
        found.append(name(number))
    return found


def main():
    return names(range(400))
