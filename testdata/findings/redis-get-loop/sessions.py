"""redis-py: get() for each of 500 keys."""
import redis

CLIENT = redis.Redis(port=6399)


def set_up():
    CLIENT.mset({"user:%d" % i: "name %d" % i for i in range(1000)})


def name_of(number):
    return CLIENT.get("user:%d" % number).decode()


def names(numbers):
    found = []
    for number in numbers:
        found.append(name_of(number))
    return found


def main():
    return names(range(500))
