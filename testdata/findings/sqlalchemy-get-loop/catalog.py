"""Books fetched by their primary keys one after the other with Session.get()."""
from models import Book, Session, fill as set_up  # noqa: F401

WANTED = range(1, 301)


def price(session, number):
    return session.get(Book, number).price


def total(session, numbers):
    cents = 0
    for number in numbers:
        cents += price(session, number)
    return cents


def main():
    with Session() as session:
        return total(session, WANTED)
