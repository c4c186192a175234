"""Tortoise ORM: bulk_create(), a filter with __in, values_list() and one aggregate."""
import asyncio

from tortoise import Tortoise, fields
from tortoise.functions import Sum
from tortoise.models import Model


class Member(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    points = fields.IntField()


async def run():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": ["club"]})
    await Tortoise.generate_schemas()
    await Member.bulk_create([Member(id=i, name="Member %d" % i, points=i % 7) for i in range(1, 901)])
    some = await Member.filter(id__in=list(range(1, 200))).values_list("name", flat=True)
    points = await Member.annotate(all=Sum("points")).values("all")
    await Tortoise.close_connections()
    return len(some), points[0]


def main():
    return asyncio.run(run())
