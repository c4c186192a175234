"""40,000 lines written to one file that is opened once: the buffer makes few writes of them."""


def line(number):
    return "%d;%s\n" % (number, "x" * (number % 30))


def export(path, count):
    with open(path, "w") as file:
        for number in range(count):
            file.write(line(number))


def main():
    export("out.txt", 40000)
