"""Objects expire at commit(): reading them afterwards loads each one again."""
from models import Book, Session, fill as set_up  # noqa: F401


def titles(books):
    return [book.title for book in books]


def main():
    with Session() as session:
        books = session.query(Book).limit(150).all()
        books[0].price += 1
        session.commit()
        return titles(books)
