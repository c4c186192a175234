"""pymongo: update_one() for each of 150 players, where bulk_write() takes them all."""
import pymongo

KEPT = {}


def set_up():
    KEPT["scores"] = pymongo.MongoClient("mongodb://127.0.0.1:27099/?directConnection=true").game.scores


def add(player, points):
    KEPT["scores"].update_one({"_id": player}, {"$inc": {"points": points}}, upsert=True)


def add_all(points):
    for player, gained in points.items():
        add(player, gained)


def main():
    add_all({i: i % 7 for i in range(150)})
