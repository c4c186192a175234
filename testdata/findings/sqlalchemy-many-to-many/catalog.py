"""The tags of each book through a lazy many-to-many relationship, with the query API of 1.x."""
from models import Book, Session, fill as set_up  # noqa: F401


def tags_of(book):
    return ", ".join(sorted(tag.name for tag in book.tags))


def main():
    session = Session()
    lines = []
    for book in session.query(Book).order_by(Book.id):
        lines.append("%s: %s" % (book.title, tags_of(book)))
    session.close()
    return lines
