"""Peewee: get_or_none() for each name of a list."""
import peewee

database = peewee.SqliteDatabase(":memory:")


class Player(peewee.Model):
    name = peewee.CharField(index=True)
    points = peewee.IntegerField()

    class Meta:
        database = database


def set_up():
    database.create_tables([Player])
    Player.insert_many([{"name": "p%d" % i, "points": i} for i in range(300)]).execute()


def points(name):
    player = Player.get_or_none(Player.name == name)
    return player.points if player else 0


def team(names):
    return sum(points(name) for name in names)


def main():
    return team(["p%d" % i for i in range(350)])
