"""Celery: apply_async() with a countdown for each of 150 reminders, and send_task() by name."""
from celery import Celery

app = Celery("reminders", broker="memory://")


@app.task(ignore_result=True)
def remind(number):
    raise NotImplementedError("runs in a worker")


def set_up():
    remind.delay(0)


def plan(numbers):
    for number in numbers:
        remind.apply_async(args=(number,), countdown=60)


def main():
    plan(range(150))
