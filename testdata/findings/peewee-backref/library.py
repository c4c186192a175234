"""Peewee: the books of each author through a back-reference."""
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


def shelves():
    found = {}
    for author in Author.select():
        found[author.name] = titles(author)
    return found


def main():
    return shelves()
