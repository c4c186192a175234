"""200 records go through a QueueHandler beside 40,000 rounds of work."""
import logging
import logging.handlers
import queue


def work(number):
    return sum(number * k % 7 for k in range(200))


def main():
    logger = logging.Logger("work")
    logger.addHandler(logging.handlers.QueueHandler(queue.SimpleQueue()))
    total = 0
    for number in range(2000):
        total += work(number)
        if number % 10 == 0:
            logger.info("at %d", number)
    return total
