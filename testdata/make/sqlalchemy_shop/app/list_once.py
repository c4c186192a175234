"""Fill a fresh database with 847 books by 211 authors, then profile one call of list_books()."""

import cProfile
import sys

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from store.catalog import list_books
from store.models import Author, Base, Book

BOOKS = 847
AUTHORS = 211


def fill(engine):
    with Session(engine) as session:
        session.add_all(Author(id=n, name="Author %03d" % n) for n in range(1, AUTHORS + 1))
        session.add_all(
            Book(id=n, title="Book %04d" % n, price=500 + n, author_id=1 + n % AUTHORS)
            for n in range(1, BOOKS + 1)
        )
        session.commit()


def main():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    fill(engine)
    with Session(engine) as session:
        with cProfile.Profile() as profiler:
            books = list_books(session)
    profiler.dump_stats(sys.argv[1])
    assert len(books) == BOOKS and books[0]["author"] == "Author 002", books[0]


if __name__ == "__main__":
    main()
