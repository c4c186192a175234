"""Celery: delay() for each of 200 recipients: a message per row."""
from celery import Celery

app = Celery("mails", broker="memory://")


@app.task(ignore_result=True)
def send(number):
    raise NotImplementedError("runs in a worker")


def set_up():
    send.delay(0)


def notify(numbers):
    for number in numbers:
        send.delay(number)


def main():
    notify(range(200))
