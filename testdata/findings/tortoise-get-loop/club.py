"""Tortoise ORM: get() for each of 150 ids."""
import asyncio

from tortoise import Tortoise, fields
from tortoise.models import Model


class Member(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)


async def fill():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": ["club"]})
    await Tortoise.generate_schemas()
    await Member.bulk_create([Member(id=i, name="Member %d" % i) for i in range(1, 301)])


async def names(numbers):
    found = []
    for number in numbers:
        member = await Member.get(id=number)
        found.append(member.name)
    return found


async def run():
    await fill()
    found = await names(range(1, 151))
    await Tortoise.close_connections()
    return found


def main():
    return asyncio.run(run())
