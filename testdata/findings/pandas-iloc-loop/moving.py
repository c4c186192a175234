"""pandas: iloc for each row and its neighbour."""
import pandas

FRAME = pandas.DataFrame({"price": [i % 90 for i in range(1500)]})


def changes(frame):
    out = []
    for number in range(1, len(frame)):
        out.append(frame.iloc[number]["price"] - frame.iloc[number - 1]["price"])
    return out


def main():
    return max(changes(FRAME))
