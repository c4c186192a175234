"""A condition of hundreds of parts is compiled for each of twenty reports; the database does nearly nothing."""
from sqlalchemy import and_, or_, select

from models import Book, engine, fill as set_up  # noqa: F401


def condition(count):
    parts = []
    for number in range(count):
        parts.append(and_(Book.price > number, Book.title != "x%d" % number))
    return or_(*parts)


def report(connection, number):
    return connection.execute(select(Book.id).where(condition(200 + number)).limit(1)).fetchall()


def main():
    with engine.connect() as connection:
        return [report(connection, number) for number in range(20)]
