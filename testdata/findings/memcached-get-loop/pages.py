"""pymemcache: get() for each of 300 keys, where get_many() would ask once."""
from pymemcache.client.base import Client

CLIENT = Client(("127.0.0.1", 11299))


def set_up():
    CLIENT.set_many({"page:%d" % i: "text %d" % i for i in range(300)})


def text(number):
    return CLIENT.get("page:%d" % number)


def main():
    found = []
    for number in range(300):
        found.append(text(number))
    return found
