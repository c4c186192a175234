"""pandas: apply(axis=1) with a lambda over 2,000 rows."""
import pandas

FRAME = pandas.DataFrame({"pieces": range(2000), "price": [i % 90 for i in range(2000)]})


def discount(row):
    return row["pieces"] * row["price"] * (0.9 if row["pieces"] > 100 else 1)


def totals(frame):
    return frame.apply(discount, axis=1)


def main():
    return totals(FRAME).sum()
