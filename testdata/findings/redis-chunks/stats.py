"""redis-py: keys by scan_iter() in large steps, values by mget() of 500 at a time."""
import redis

CLIENT = redis.Redis(port=6399)


def set_up():
    CLIENT.flushall()
    CLIENT.mset({"session:%d" % i: "value %d" % i for i in range(3000)})


def values(keys, size):
    for at in range(0, len(keys), size):
        yield from CLIENT.mget(keys[at:at + size])


def main():
    keys = sorted(CLIENT.scan_iter("session:*", count=1000))
    return sum(len(value.decode().split()) for value in values(keys, 500))
