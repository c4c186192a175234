"""The table of rates is read from disk again for every item of an order."""
import json


def set_up():
    with open("rates.json", "w") as file:
        json.dump({"AT": 20, "DE": 19, "FR": 20}, file)


def rate(country):
    with open("rates.json") as file:
        return json.load(file)[country]


def price(item):
    return item["cents"] * (100 + rate(item["country"])) // 100


def total(items):
    cents = 0
    for item in items:
        cents += price(item)
    return cents


def main():
    items = [{"cents": i, "country": ("AT", "DE", "FR")[i % 3]} for i in range(2000)]
    return total(items)
