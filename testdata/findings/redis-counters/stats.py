"""redis-py behind a class of one's own: an INCR and an EXPIRE for each event."""
import redis


class Counters:
    def __init__(self):
        self.client = redis.Redis(port=6399)

    def count(self, name):
        self.client.incr(name)
        self.client.expire(name, 600)


def consume(counters, events):
    for event in events:
        counters.count("event:%d" % (event % 20))


def main():
    consume(Counters(), range(400))
