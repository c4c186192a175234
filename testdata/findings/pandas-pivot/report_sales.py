"""pandas: read_csv(), to_datetime(), pivot_table() and a rolling mean."""
import io

import pandas

TEXT = "day,shop,cents\n" + "".join("2025-01-%02d,s%d,%d\n" % (1 + i % 28, i % 12, i % 997) for i in range(20000))


def table(text):
    frame = pandas.read_csv(io.StringIO(text))
    frame["day"] = pandas.to_datetime(frame["day"])
    return frame.pivot_table(index="day", columns="shop", values="cents", aggfunc="sum")


def main():
    return table(TEXT).rolling(7).mean().max().max()
