"""pandas: a frame grows by concat() of one row 150 times."""
import pandas


def collect(count):
    frame = pandas.DataFrame({"number": [], "square": []})
    for number in range(count):
        row = pandas.DataFrame({"number": [float(number)], "square": [float(number * number)]})
        frame = pandas.concat([frame, row], ignore_index=True)
    return frame


def main():
    return collect(150)["square"].sum()
