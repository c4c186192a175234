"""Texts go into an index in 4 batches of executemany(); six searches follow."""
import sqlite3

WORDS = ["red", "green", "blue", "round", "square", "small", "large", "old", "new"]


def texts(count):
    return [(" ".join(WORDS[(i * k) % 9] for k in range(1, 8)),) for i in range(count)]


def main():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE doc (body TEXT)")
    for _ in range(4):
        with db:
            db.executemany("INSERT INTO doc VALUES (?)", texts(2500))
    return [db.execute("SELECT count(*) FROM doc WHERE body LIKE ?", ("%" + word + "%",)).fetchone()
            for word in WORDS[:6]]
