"""session.refresh() of each of 200 books after a commit."""
from models import Book, Session, fill as set_up  # noqa: F401


def refresh_all(session, books):
    for book in books:
        session.refresh(book)
    return sum(book.price for book in books)


def main():
    with Session() as session:
        books = session.query(Book).limit(200).all()
        return refresh_all(session, books)
