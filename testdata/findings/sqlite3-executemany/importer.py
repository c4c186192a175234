"""A batch import: rows are cleaned one by one and written by executemany() in chunks, each one transaction."""
import csv
import itertools
import os
import sqlite3

ROWS = "rows.csv"


def set_up():
    with open(ROWS, "w") as file:
        file.writelines("%d, item %d ,%d.50\n" % (i, i, i * 3) for i in range(30000))
    if os.path.exists("stock.db"):
        os.unlink("stock.db")
    connection = sqlite3.connect("stock.db")
    connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, cents INTEGER)")
    connection.close()


def cleaned(row):
    number, name, price = row
    return int(number), name.strip().title(), int(float(price) * 100)


def chunks(rows, size):
    rows = iter(rows)
    while True:
        chunk = list(itertools.islice(rows, size))
        if not chunk:
            return
        yield chunk


def load(connection, path):
    with open(path) as file:
        for chunk in chunks(map(cleaned, csv.reader(file)), 5000):
            with connection:
                connection.executemany("INSERT INTO item VALUES (?, ?, ?)", chunk)


def main():
    connection = sqlite3.connect("stock.db")
    load(connection, ROWS)
    connection.close()
