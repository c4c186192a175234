from sqlalchemy import select
from sqlalchemy.orm import joinedload

from store.models import Book


def serialize(book):
    return {
        "title": book.title,
        "price": "%d.%02d" % divmod(book.price, 100),
        "author": book.author.name,
    }


def list_books(session):
    query = select(Book).order_by(Book.id).options(joinedload(Book.author))
    return [serialize(book) for book in session.execute(query).scalars()]
