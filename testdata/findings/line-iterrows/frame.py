"""pandas: iterrows(), seen line by line."""
import pandas


def total(frame):
    cents = 0
    for _, row in frame.iterrows():
        cents += row["pieces"] * row["price"]
    return cents


def main():
    return total(pandas.DataFrame({"pieces": range(2000), "price": range(2000)}))
