"""pymongo: one find() with $in for all customers, and insert_many()."""
import pymongo

KEPT = {}


def set_up():
    KEPT["client"] = pymongo.MongoClient("mongodb://127.0.0.1:27099/?directConnection=true")
    KEPT["client"].shop.orders.find_one({"_id": 0})


def with_names(database):
    orders = list(database.orders.find())
    wanted = {order["customer"] for order in orders}
    customers = {row["_id"]: row for row in database.customers.find({"_id": {"$in": sorted(wanted)}})}
    return [(order["_id"], customers[order["customer"]]["name"]) for order in orders]


def main():
    database = KEPT["client"].shop
    rows = with_names(database)
    database.labels.insert_many([{"_id": number, "text": name} for number, name in rows])
    return len(rows)
