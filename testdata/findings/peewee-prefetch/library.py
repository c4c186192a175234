"""Peewee: prefetch() of the books, and a join for the authors: three queries."""
import peewee

database = peewee.SqliteDatabase(":memory:")


class Author(peewee.Model):
    name = peewee.CharField()

    class Meta:
        database = database


class Book(peewee.Model):
    title = peewee.CharField()
    author = peewee.ForeignKeyField(Author, backref="books")

    class Meta:
        database = database


def set_up():
    database.create_tables([Author, Book])
    Author.insert_many([{"name": "Author %d" % i} for i in range(200)]).execute()
    Book.insert_many([{"title": "Title %d" % i, "author": 1 + i % 200} for i in range(300)]).execute()


def titles(author):
    return [book.title for book in author.books]


def line(book):
    return "%s by %s" % (book.title, book.author.name)


def main():
    found = {}
    for author in peewee.prefetch(Author.select(), Book.select()):
        found[author.name] = titles(author)
    lines = []
    for book in Book.select(Book, Author).join(Author):
        lines.append(line(book))
    return found, lines
