"""The books of each author through a lazy one-to-many relationship."""
from sqlalchemy import select

from models import Author, Session, fill as set_up  # noqa: F401


def entry(author):
    return author.name, [book.title for book in author.books]


def entries(session):
    out = []
    for author in session.execute(select(Author)).scalars():
        out.append(entry(author))
    return out


def main():
    with Session() as session:
        return entries(session)
