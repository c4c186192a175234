"""Authors with books and tags by selectinload(): three queries or so."""
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models import Author, Book, Session, fill as set_up  # noqa: F401


def entry(author):
    return author.name, [(book.title, [tag.name for tag in book.tags]) for book in author.books]


def entries(session):
    out = []
    query = select(Author).options(selectinload(Author.books).selectinload(Book.tags))
    for author in session.execute(query).scalars():
        out.append(entry(author))
    return out


def main():
    with Session() as session:
        return entries(session)
