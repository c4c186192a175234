"""A select() with where() for each author, though the loop has all of them."""
from sqlalchemy import func, select

from models import Author, Book, Session, fill as set_up  # noqa: F401


def spent(session, author):
    return session.execute(select(func.sum(Book.price)).where(Book.author_id == author.id)).scalar()


def report(session):
    lines = []
    for author in session.execute(select(Author).limit(250)).scalars():
        lines.append((author.name, spent(session, author)))
    return lines


def main():
    with Session() as session:
        return report(session)
