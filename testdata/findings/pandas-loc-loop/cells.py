"""pandas: cells are read and set one by one with .loc."""
import pandas

FRAME = pandas.DataFrame({"pieces": range(1200), "price": [i % 90 for i in range(1200)]})


def running(frame):
    frame["sum"] = 0
    total = 0
    for number in range(len(frame)):
        total += frame.loc[number, "price"]
        frame.loc[number, "sum"] = total
    return frame


def main():
    return running(FRAME.copy())["sum"].max()
