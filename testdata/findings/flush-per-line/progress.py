"""write() and flush() for each of 20,000 lines."""


def report(file, number):
    file.write("%d done\n" % number)
    file.flush()


def work(file, count):
    for number in range(count):
        report(file, number)


def main():
    with open("progress.txt", "w") as file:
        work(file, 20000)
