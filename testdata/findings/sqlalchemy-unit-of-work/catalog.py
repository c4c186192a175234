"""A unit of work: 300 objects are changed and added, flushed together by one commit."""
from sqlalchemy import select

from models import Author, Book, Session, fill as set_up  # noqa: F401


def change(session):
    for book in session.execute(select(Book)).scalars():
        book.price += 1
    session.add_all([Author(id=1000 + i, name="New %d" % i) for i in range(300)])


def main():
    with Session() as session:
        change(session)
        session.commit()
