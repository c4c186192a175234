"""pymongo: find_one() for the customer of each order."""
import pymongo

KEPT = {}


def set_up():
    KEPT["client"] = pymongo.MongoClient("mongodb://127.0.0.1:27099/?directConnection=true")
    KEPT["client"].shop.orders.find_one({"_id": 0})


def with_names(database):
    rows = []
    for order in database.orders.find():
        customer = database.customers.find_one({"_id": order["customer"]})
        rows.append((order["_id"], customer["name"]))
    return rows


def main():
    return with_names(KEPT["client"].shop)
