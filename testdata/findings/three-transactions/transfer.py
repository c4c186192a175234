"""Three transactions with `with connection:`, each of a few statements of executemany()."""
import os
import sqlite3


def set_up():
    if os.path.exists("bank.db"):
        os.unlink("bank.db")
    connection = sqlite3.connect("bank.db")
    connection.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, cents INTEGER)")
    connection.executemany("INSERT INTO account VALUES (?, ?)", [(i, 1000) for i in range(5000)])
    connection.commit()
    connection.close()


def fee(cents):
    return max(1, cents // 100)


def book(connection, changes):
    with connection:
        connection.executemany("UPDATE account SET cents = cents + ? WHERE id = ?", changes)


def main():
    connection = sqlite3.connect("bank.db")
    for turn in range(3):
        book(connection, [(fee(i * turn), i) for i in range(5000)])
    connection.close()
