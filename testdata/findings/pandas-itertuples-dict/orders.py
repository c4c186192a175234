"""A DataFrame of 6,000 orders is summed row by row, by apply() over axis 1 with a lambda."""
import pandas

KEPT = {}


def set_up():
    KEPT["orders"] = pandas.DataFrame({"price": range(6000), "count": [1 + i % 5 for i in range(6000)]})


def totals(orders):
    return orders.apply(lambda row: row["price"] * row["count"], axis=1)


def main():
    return int(totals(KEPT["orders"]).sum())
