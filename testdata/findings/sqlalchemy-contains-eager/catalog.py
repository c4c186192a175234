"""A join with contains_eager(), and columns only where objects are not needed."""
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from models import Author, Book, Session, fill as set_up  # noqa: F401


def line(book):
    return "%s: %s" % (book.author.name, book.title)


def main():
    with Session() as session:
        books = session.execute(select(Book).join(Book.author).options(contains_eager(Book.author))).scalars()
        lines = [line(book) for book in books]
        prices = dict(session.execute(select(Author.name, Book.price).join(Author.books)).all())
        return len(lines), sum(prices.values())
