"""Invoices of a year, each customer looked up by a query of its own: N+1 with plain sqlite3."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")


def set_up():
    CONNECTION.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    CONNECTION.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer INTEGER, total INTEGER)")
    CONNECTION.executemany("INSERT INTO customer VALUES (?, ?)", [(i, "Customer %d" % i) for i in range(2000)])
    CONNECTION.executemany("INSERT INTO invoice VALUES (?, ?, ?)", [(i, i % 1700, i * 7) for i in range(20000)])


def customer_name(number):
    row = CONNECTION.execute("SELECT name FROM customer WHERE id = ?", (number,)).fetchone()
    return row[0]


def print_invoices(out):
    for number, customer, total in CONNECTION.execute("SELECT id, customer, total FROM invoice").fetchall():
        out.append("%d %s %d" % (number, customer_name(customer), total))


def main():
    out = []
    print_invoices(out)
    return "\n".join(out)
