"""20,000 INSERTs by execute() in one transaction, where executemany() would do."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")


def set_up():
    CONNECTION.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)")


class Logbook:
    def __init__(self, connection):
        self.cursor = connection.cursor()

    def write(self, text):
        self.cursor.execute("INSERT INTO entry (text) VALUES (?)", (text,))


def fill(book, count):
    for number in range(count):
        book.write("entry %d" % number)


def main():
    fill(Logbook(CONNECTION), 20000)
    CONNECTION.commit()
