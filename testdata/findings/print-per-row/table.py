"""A table of 60,000 rows is printed row by row."""


def row(number):
    return "%6d %10d" % (number, number * number)


def show(count):
    for number in range(count):
        print(row(number), flush=True)


def main():
    show(60000)
