"""pandas: whole columns, a group-by and a merge of 200,000 rows."""
import pandas

FRAME = pandas.DataFrame({"pieces": range(200000), "price": [i % 90 for i in range(200000)]})


def totals(frame):
    frame["total"] = frame["pieces"] * frame["price"]
    by_price = frame.groupby("price")["total"].sum().reset_index()
    return frame.merge(by_price, on="price", suffixes=("", "_all"))


def running(frame):
    return frame["price"].cumsum()


def main():
    return totals(FRAME.copy())["total_all"].max(), running(FRAME).max()
