"""A batch job logs each thousandth item and its end."""
import logging
import math

LOG = logging.getLogger("worker")


def set_up():
    LOG.addHandler(logging.FileHandler("worker.log", mode="w"))
    LOG.setLevel(logging.INFO)


def handle(number):
    return sum(math.sqrt(number + k) for k in range(12))


def work(numbers):
    total = 0
    for number in numbers:
        total += handle(number)
        if number % 1000 == 0:
            LOG.info("%d done", number)
    return total


def main():
    LOG.info("sum %f", work(range(10000)))
