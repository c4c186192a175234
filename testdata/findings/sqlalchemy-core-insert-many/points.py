"""SQLAlchemy Core: 3,000 rows by one insert(), read back in partitions of 500."""
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select

METADATA = MetaData()
POINT = Table("point", METADATA, Column("id", Integer, primary_key=True), Column("name", String))
ENGINE = create_engine("sqlite://")


def set_up():
    METADATA.create_all(ENGINE)


def main():
    with ENGINE.begin() as connection:
        connection.execute(POINT.delete())
        connection.execute(POINT.insert(), [{"id": i, "name": "p%d" % i} for i in range(3000)])
        total = 0
        for rows in connection.execute(select(POINT.c.id, POINT.c.name)).partitions(500):
            total += sum(row.id for row in rows)
        return total
