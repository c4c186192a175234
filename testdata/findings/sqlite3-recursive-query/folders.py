"""A tree of 400 folders is read from SQLite by recursion: one query for the children of each."""
import sqlite3

KEPT = {}


def set_up():
    KEPT["db"] = db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE folder (id INTEGER PRIMARY KEY, parent INTEGER, name TEXT)")
    db.executemany("INSERT INTO folder VALUES (?, ?, ?)", [(i, i // 4, "f%d" % i) for i in range(1, 400)])
    db.execute("CREATE INDEX by_parent ON folder (parent)")


def load(db, number):
    rows = db.execute("SELECT id, name FROM folder WHERE parent = ?", (number,)).fetchall()
    return [(name, load(db, child)) for child, name in rows]


def main():
    return load(KEPT["db"], 0)
