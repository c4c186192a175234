"""Three log lines for each of 3,000 items, formatted and written to a file."""
import logging

LOG = logging.getLogger("worker")


def set_up():
    handler = logging.FileHandler("worker.log", mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(funcName)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)


def handle(number):
    LOG.debug("item %d begins", number)
    result = number * number % 97
    LOG.debug("item %d has %d", number, result)
    LOG.info("item %d ends", number)
    return result


def work(numbers):
    total = 0
    for number in numbers:
        total += handle(number)
    return total


def main():
    return work(range(3000))
