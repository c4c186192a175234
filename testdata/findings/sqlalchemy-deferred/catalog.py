"""A deferred column is read of each book: a query per book."""
from sqlalchemy import select

from models import Book, Session, fill as set_up  # noqa: F401


def first_words(book):
    return book.summary[:20]


def main():
    with Session() as session:
        books = session.execute(select(Book)).scalars().all()
        lines = []
        for book in books:
            lines.append((book.title, first_words(book)))
        return lines
