"""Celery, run eagerly: a chain of three tasks in this process, as tests do."""
from celery import Celery, chain

app = Celery("sums", broker="memory://", backend="cache+memory://")
app.conf.task_always_eager = True


@app.task
def load(count):
    return list(range(count))


@app.task
def square(numbers):
    return [number * number for number in numbers]


@app.task
def add_up(numbers):
    return sum(numbers)


def main():
    return chain(load.s(20000), square.s(), add_up.s()).apply().get()
