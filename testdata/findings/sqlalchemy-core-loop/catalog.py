"""SQLAlchemy Core: an UPDATE per row in a loop, in one transaction."""
from sqlalchemy import update

from models import Book, engine, fill as set_up  # noqa: F401


def reprice(connection, changes):
    for number, cents in changes:
        connection.execute(update(Book.__table__).where(Book.__table__.c.id == number).values(price=cents))


def main():
    with engine.begin() as connection:
        reprice(connection, [(i, i * 6) for i in range(1, 301)])
