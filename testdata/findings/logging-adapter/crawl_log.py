"""A LoggerAdapter formats a line for each of 2,500 pages, with the caller's name."""
import io
import logging

LOG = logging.LoggerAdapter(logging.getLogger("crawl"), {"host": "example.org"})


def set_up():
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(logging.Formatter("%(asctime)s %(host)s %(funcName)s:%(lineno)d %(message)s"))
    LOG.logger.addHandler(handler)
    LOG.logger.setLevel(logging.INFO)


def visit(number):
    LOG.info("page %d", number)
    LOG.info("page %d has %d links", number, number % 9)
    return number % 9


def crawl(count):
    links = 0
    for number in range(count):
        links += visit(number)
    return links


def main():
    return crawl(2500)
