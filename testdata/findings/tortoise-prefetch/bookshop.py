"""Tortoise ORM: prefetch_related(), two queries."""
import asyncio

from tortoise import Tortoise, fields
from tortoise.models import Model


class Author(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)


class Book(Model):
    id = fields.IntField(primary_key=True)
    title = fields.CharField(max_length=100)
    author = fields.ForeignKeyField("models.Author", related_name="books")


async def fill():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": ["bookshop"]})
    await Tortoise.generate_schemas()
    await Author.bulk_create([Author(id=i, name="Author %d" % i) for i in range(1, 151)])
    await Book.bulk_create([Book(id=i, title="Title %d" % i, author_id=i) for i in range(1, 151)])


def line(book):
    return "%s by %s" % (book.title, book.author.name)


async def listing():
    lines = []
    for book in await Book.all().prefetch_related("author"):
        lines.append(line(book))
    return lines


async def run():
    await fill()
    lines = await listing()
    await Tortoise.close_connections()
    return lines


def main():
    return asyncio.run(run())
