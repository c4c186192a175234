"""Rows are put at the end of a DataFrame one by one, by df.loc[len(df)] = row."""
import pandas


def collect(readings):
    table = pandas.DataFrame(columns=["at", "value"])
    for at, value in readings:
        table.loc[len(table)] = [at, value]
    return table


def main():
    return len(collect([(i, i * 0.5) for i in range(300)]))
