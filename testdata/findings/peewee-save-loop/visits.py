"""Peewee: 200 rows, each created by Model.create()."""
import peewee

DATABASE = peewee.SqliteDatabase(":memory:")


class Visit(peewee.Model):
    page = peewee.CharField()
    seconds = peewee.IntegerField()

    class Meta:
        database = DATABASE


def set_up():
    DATABASE.create_tables([Visit])


def note(visits):
    with DATABASE.atomic():
        for page, seconds in visits:
            Visit.create(page=page, seconds=seconds)


def main():
    note([("/page/%d" % (i % 9), i) for i in range(200)])
