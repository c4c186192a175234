"""A feature flag is looked up by parsing all flags, 90 kB of JSON, each time."""
import json

TEXT = json.dumps({"flag%d" % i: {"on": i % 2 == 0, "groups": ["a", "b", str(i)]} for i in range(1500)})


def is_on(name):
    return json.loads(TEXT)[name]["on"]


def visible(names):
    found = []
    for name in names:
        if is_on(name):
            found.append(name)
    return found


def main():
    return visible(["flag%d" % i for i in range(150)])
