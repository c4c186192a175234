"""redis-py: mget() of 1,000 keys, and a pipeline that writes as many."""
import redis

CLIENT = redis.Redis(port=6399)


def set_up():
    CLIENT.mset({"user:%d" % i: "name %d" % i for i in range(1000)})


def names(numbers):
    return [value.decode() for value in CLIENT.mget(["user:%d" % number for number in numbers])]


def touch(found):
    with CLIENT.pipeline() as pipeline:
        for number, name in enumerate(found):
            pipeline.set("user:%d" % number, name.title())
        pipeline.execute()


def main():
    touch(names(range(1000)))
