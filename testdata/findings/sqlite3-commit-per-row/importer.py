"""A CSV file is imported with one INSERT and one COMMIT per row, each of which waits for the disk."""
import csv
import os
import sqlite3

ROWS = "rows.csv"


def set_up():
    with open(ROWS, "w") as file:
        file.writelines("%d,item %d,%d\n" % (i, i, i * 3) for i in range(400))
    for name in ("stock.db", "stock.db-journal"):
        if os.path.exists(name):
            os.unlink(name)
    connection = sqlite3.connect("stock.db")
    connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price INTEGER)")
    connection.close()


def store(connection, row):
    connection.execute("INSERT INTO item VALUES (?, ?, ?)", row)
    connection.commit()


def load(connection, path):
    with open(path) as file:
        for row in csv.reader(file):
            store(connection, row)


def main():
    connection = sqlite3.connect("stock.db")
    load(connection, ROWS)
    connection.close()
