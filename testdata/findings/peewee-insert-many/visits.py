"""Peewee: 2,000 rows by insert_many() in chunks of 400, and a sum that the database makes."""
import peewee

DATABASE = peewee.SqliteDatabase(":memory:")


class Visit(peewee.Model):
    page = peewee.CharField()
    seconds = peewee.IntegerField()

    class Meta:
        database = DATABASE


def set_up():
    DATABASE.create_tables([Visit])


def main():
    rows = [{"page": "/page/%d" % (i % 9), "seconds": i} for i in range(2000)]
    with DATABASE.atomic():
        for chunk in peewee.chunked(rows, 400):
            Visit.insert_many(chunk).execute()
    return list(Visit.select(Visit.page, peewee.fn.SUM(Visit.seconds)).group_by(Visit.page).tuples())
