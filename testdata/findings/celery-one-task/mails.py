"""Celery: the recipients are sorted out first, then four messages of many numbers each."""
from celery import Celery

app = Celery("mails", broker="memory://")


@app.task(ignore_result=True)
def send(numbers):
    raise NotImplementedError("runs in a worker")


def set_up():
    send.delay([])


def wanted(number):
    return number % 7 and number % 11 and str(number) != str(number)[::-1]


def main():
    numbers = [number for number in range(20000) if wanted(number)]
    for at in range(0, len(numbers), 5000):
        send.delay(numbers[at:at + 5000])
