"""The same invoices with a join, the cursor iterated over: one query."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")


def set_up():
    CONNECTION.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    CONNECTION.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer INTEGER, total INTEGER)")
    CONNECTION.executemany("INSERT INTO customer VALUES (?, ?)", [(i, "Customer %d" % i) for i in range(2000)])
    CONNECTION.executemany("INSERT INTO invoice VALUES (?, ?, ?)", [(i, i % 1700, i * 7) for i in range(20000)])


def line(number, name, total):
    return "%d %s %d" % (number, name, total)


def print_invoices(out):
    query = "SELECT invoice.id, name, total FROM invoice JOIN customer ON customer.id = invoice.customer"
    for row in CONNECTION.execute(query):
        out.append(line(*row))


def main():
    out = []
    print_invoices(out)
    return "\n".join(out)
