"""Rows are parsed one by one and inserted with one execute() of many, then read as plain rows."""
import json

from sqlalchemy import insert, select

from models import Author, engine, fill as set_up  # noqa: F401

LINES = [json.dumps({"name": " New %d " % i}) for i in range(2000)]


def parse(line):
    return {"name": json.loads(line)["name"].strip()}


def load(connection):
    connection.execute(insert(Author), [parse(line) for line in LINES])


def names(connection):
    return [row.name.upper() for row in connection.execute(select(Author.name))]


def main():
    with engine.begin() as connection:
        load(connection)
        return len(names(connection))
