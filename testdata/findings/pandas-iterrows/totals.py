"""pandas: iterrows() over 1,500 rows."""
import pandas

FRAME = pandas.DataFrame({"pieces": range(1500), "price": [i % 90 for i in range(1500)]})


def totals(frame):
    out = []
    for _, row in frame.iterrows():
        out.append(row["pieces"] * row["price"])
    return out


def main():
    return sum(totals(FRAME))
