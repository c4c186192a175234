"""Which of 20,000 pictures lack a thumbnail? os.path.exists() is asked for each, where one listdir() would do."""
import os


def set_up():
    os.makedirs("thumbs", exist_ok=True)
    for number in range(0, 200, 2):
        open("thumbs/%d.png" % number, "w").close()


def thumbnail(number):
    return "thumbs/%d.png" % (number % 200)


def missing(numbers):
    found = []
    for number in numbers:
        if not os.path.exists(thumbnail(number)):
            found.append(number)
    return found


def main():
    return len(missing(range(20000)))
