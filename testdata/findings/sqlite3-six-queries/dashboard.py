"""A dashboard of six different queries, one each."""
import sqlite3

CONNECTION = sqlite3.connect(":memory:")
QUERIES = {"count": "SELECT COUNT(*) FROM sale", "sum": "SELECT SUM(cents) FROM sale",
           "days": "SELECT day, SUM(cents) FROM sale GROUP BY day",
           "top": "SELECT * FROM sale ORDER BY cents DESC LIMIT 9",
           "shops": "SELECT shop, AVG(cents) FROM sale GROUP BY shop", "none": "SELECT * FROM sale WHERE cents < 0"}


def set_up():
    CONNECTION.execute("CREATE TABLE sale (day INTEGER, shop TEXT, cents INTEGER)")
    rows = ((i % 30, "s%d" % (i % 9), i % 997) for i in range(60000))
    CONNECTION.executemany("INSERT INTO sale VALUES (?, ?, ?)", rows)


def ask(name):
    return CONNECTION.execute(QUERIES[name]).fetchall()


def main():
    return {name: ask(name) for name in QUERIES}
