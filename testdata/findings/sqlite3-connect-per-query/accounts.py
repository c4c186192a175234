"""A helper opens a new connection for each query."""
import contextlib
import os
import sqlite3


def set_up():
    if os.path.exists("bank.db"):
        os.unlink("bank.db")
    connection = sqlite3.connect("bank.db")
    connection.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, owner TEXT, cents INTEGER)")
    connection.executemany("INSERT INTO account VALUES (?, ?, ?)", [(i, "o%d" % i, i * 100) for i in range(500)])
    connection.commit()
    connection.close()


def fetch(sql, *values):
    with contextlib.closing(sqlite3.connect("bank.db")) as connection:
        return connection.execute(sql, values).fetchall()


def balance(number):
    return fetch("SELECT cents FROM account WHERE id = ?", number)[0][0]


def main():
    total = 0
    for number in range(500):
        total += balance(number)
    return total
