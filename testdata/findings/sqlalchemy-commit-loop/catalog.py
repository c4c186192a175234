"""Each new author is added and committed by itself."""
from models import Author, Session, fill as set_up  # noqa: F401


def add(session, name):
    session.add(Author(name=name))
    session.commit()


def load(session, names):
    for name in names:
        add(session, name)


def main():
    with Session() as session:
        load(session, ["New %d" % i for i in range(250)])
